import { useMemo, useState } from 'react'

/** Idempotency key of the next request: sent again after a lost answer, it starts nothing twice. `renew` once it is answered. */
export function useClientKey(content: unknown): { readonly key: string; readonly renew: () => void } {
  const [sent, setSent] = useState(0)
  const text = JSON.stringify(content)
  // Another content is another thing to start, and so is the same one after it has been started.
  const key = useMemo(makeKey, [text, sent])
  return { key, renew: () => setSent((count) => count + 1) }
}

function makeKey(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((word) => word.toString(36)).join('')
}
