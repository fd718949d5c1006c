/** A curve's mean with its interval, and its single draws if they are known, which are drawn faintly behind it. */
export interface MeanCurveInput {
  readonly id: string
  readonly label: string
  readonly mean: readonly (number | null)[]
  readonly ci95: readonly (number | null)[]
  /** Single values: draws[i][r] is the value at sizes[i] in draw r. */
  readonly draws?: readonly (readonly (number | null)[])[]
}

/** The part of a curve that figures of an analysis draw. */
export type CurveInput = MeanCurveInput & Required<Pick<MeanCurveInput, 'draws'>>

/** A number with its interval. */
export interface ScalarInput {
  readonly id: string
  readonly label: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}
