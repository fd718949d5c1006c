import { useEffect, useState } from 'react'

/** Address of the server; empty until the page is in a browser: pages are made before anyone opens them. */
export function useOrigin(): string {
  const [origin, setOrigin] = useState('')
  useEffect(() => setOrigin(window.location.origin), [])
  return origin
}
