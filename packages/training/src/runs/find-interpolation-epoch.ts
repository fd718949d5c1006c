import type { EpochRecord } from './training-state.ts'

/**
 * Returns the first epoch with training error exactly 0, or null if there is none. Training records that epoch even if
 * it was not to be evaluated. The error may be above 0 again later.
 */
export function findInterpolationEpoch(history: readonly EpochRecord[]): number | null {
  return history.find(({ trainError }) => trainError === 0)?.epoch ?? null
}
