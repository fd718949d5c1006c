import type { EpochRecord } from './training-state.ts'

/**
 * The first epoch with training error exactly 0, or null when there is none. Training records that epoch whether or
 * not it was to be evaluated. Later epochs may leave 0 again.
 */
export function findInterpolationEpoch(history: readonly EpochRecord[]): number | null {
  return history.find(({ trainError }) => trainError === 0)?.epoch ?? null
}
