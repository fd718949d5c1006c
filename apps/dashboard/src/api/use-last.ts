import { useRef } from 'react'

/** What something was when it last was anything: an answer while the next question fails. */
export function useLast<T>(value: T | undefined): T | undefined {
  const last = useRef(value)
  if (value !== undefined) last.current = value
  return last.current
}
