import { useRef } from 'react'
import type { UseQueryState } from 'urql'

/**
 * Whether each of some questions has been answered once, well or badly. Parts of a page that are shown from then on
 * come together, rather than each pushing away those that came before.
 */
export function useReady(...states: readonly Pick<UseQueryState, 'data' | 'error'>[]): boolean {
  const ready = useRef(false)
  ready.current ||= states.every(({ data, error }) => data !== undefined || error !== undefined)
  return ready.current
}
