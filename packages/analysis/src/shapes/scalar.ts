/** One number with its 95 % interval; null where it is not defined (the reason is among the warnings). */
export interface Scalar {
  readonly id: string
  readonly label: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/** A number without an interval: counted rather than estimated. */
export function plainScalar(id: string, label: string, value: number | null): Scalar {
  return { id, label, value, low: null, high: null }
}
