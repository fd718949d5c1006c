import { useEffect, useState } from 'react'

/** Milliseconds that a browser may take to show a frame it was given. */
const settling = 100

/** Whether the page has been on the screen since this was first drawn, with nothing else to do. */
export function useIsShown(): boolean {
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let frame = requestAnimationFrame(() => {
      // The next frame comes once this one is shown.
      frame = requestAnimationFrame(() => {
        timer = setTimeout(() => setShown(true), settling)
      })
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [])
  return isShown
}
