import type { Figure } from '@mitoscope/figures'
import { useEffect, useState } from 'react'

/** Milliseconds of work after which a page looks for what its user did. */
const mostWorkMs = 8

/**
 * Returns a function to await between the parts of long work: it lets the page answer whenever the work has
 * kept it long enough.
 */
export function takeTurns(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < mostWorkMs) return
    await new Promise((resolve) => setTimeout(resolve))
    since = performance.now()
  }
}

/** Once what has been asked of the page is on the screen: the frame after the next begins when that one is there. */
export async function whenShown(): Promise<void> {
  for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve))
}

/** Draws figures one after the other, and lets the page answer in between. Undefined once they are not wanted any more. */
export async function drawInTurn(
  figures: Iterable<Figure>,
  isGone: () => boolean,
): Promise<readonly Figure[] | undefined> {
  const drawn: Figure[] = []
  for (const figure of figures) {
    drawn.push(figure)
    await new Promise((resolve) => setTimeout(resolve))
    if (isGone()) return undefined
  }
  return drawn
}

/** Milliseconds that a browser may take to show a frame it was given. */
const settleMs = 100

/** Returns true once the browser has shown the first frame and is idle. */
export function useIsShown(): boolean {
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    let gone = false
    let timer: ReturnType<typeof setTimeout>
    void whenShown().then(() => {
      if (!gone) timer = setTimeout(() => setShown(true), settleMs)
    })
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [])
  return isShown
}
