import { useEffect, useState } from 'react'
import { whenShown } from '../figures/take-turns.ts'

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
