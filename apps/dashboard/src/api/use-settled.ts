import { useEffect, useState } from 'react'

/** A value once it has been the same, as JSON, for so many milliseconds; the same object until it is another. */
export function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value)
  const key = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(key) as T), milliseconds)
    return () => clearTimeout(timer)
  }, [key, milliseconds])
  return settled
}
