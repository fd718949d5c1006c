import type { Scalar } from './shapes.ts'

/** A number without an interval: counted rather than estimated. */
export function plainScalar(id: string, label: string, value: number | null): Scalar {
  return { id, label, value, low: null, high: null }
}
