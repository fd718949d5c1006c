import { useEffect } from 'react'

/** Begins to load what a page draws with while its data are still on their way. */
export function usePreload(load: () => Promise<unknown>): void {
  useEffect(() => {
    // Whoever needs it loads it again, and says what is wrong.
    load().catch(() => {})
  }, [load])
}
