import { useEffect, useRef } from 'react'

/** Calls back when a count has grown. */
export function useOnNew(count: number, onNew: () => void): void {
  const seen = useRef(count)
  const latest = useRef(onNew)
  latest.current = onNew
  useEffect(() => {
    if (count === seen.current) return
    seen.current = count
    latest.current()
  }, [count])
}
