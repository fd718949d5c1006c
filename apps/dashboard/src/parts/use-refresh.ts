import { useEffect, useRef } from 'react'

/** Asks again every so often while the page is looked at. */
export function useRefresh(ask: () => void, milliseconds: number): void {
  const latest = useRef(ask)
  latest.current = ask
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') latest.current()
    }, milliseconds)
    return () => clearInterval(timer)
  }, [milliseconds])
}
