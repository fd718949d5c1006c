import { useEffect, useState } from 'react'
import { whenShown } from '../figures/take-turns.ts'

/** Milliseconds that a browser may take to show a frame it was given. */
const settling = 100

/** Whether the page has been on the screen since this was first drawn, with nothing else to do. */
export function useIsShown(): boolean {
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    let gone = false
    let timer: ReturnType<typeof setTimeout>
    void whenShown().then(() => {
      if (!gone) timer = setTimeout(() => setShown(true), settling)
    })
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [])
  return isShown
}
