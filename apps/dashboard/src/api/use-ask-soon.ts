import { useCallback, useEffect, useRef } from 'react'

/** The same question once, however often it is asked for within a while: many changes at once are one answer. */
export function useAskSoon(ask: () => void, milliseconds = 1_000): () => void {
  const latest = useRef(ask)
  latest.current = ask
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
    [],
  )
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      latest.current()
    }, milliseconds)
  }, [milliseconds])
}
