/** The part of a curve that figures draw. */
export interface CurveInput {
  readonly id: string
  readonly label: string
  /** draws[i][r]: value at sizes[i] in draw r. */
  readonly draws: readonly (readonly (number | null)[])[]
  readonly mean: readonly (number | null)[]
  readonly ci95: readonly (number | null)[]
}

/** A number with its interval. */
export interface ScalarInput {
  readonly id: string
  readonly label: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}
