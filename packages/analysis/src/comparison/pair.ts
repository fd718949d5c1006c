import type { Context } from '../computations/context.ts'
import type { Points } from '../neighbours/load-points.ts'

/** Centred Gram matrices of two representations A [N, a] and B [N, b] of the same inputs, in float64. */
export interface PairGrams {
  readonly widths: readonly [a: number, b: number]
  /** AᵀA, [a, a]. */
  readonly own: readonly [Float64Array, Float64Array]
  /** AᵀB, [a, b]. */
  readonly cross: Float64Array
  readonly rows: number
  /** Relative rounding error of an entry. */
  readonly resolution: number
}

/** Sums over inputs n of products of |aₙ|² and |bₙ|², of centred rows. */
export interface RowSquares {
  readonly aa: number
  readonly ab: number
  readonly bb: number
}

/**
 * Two representations of the same inputs, as comparisons see them. Every part is computed when it is first requested.
 */
export interface Pair {
  /** Context with the backend, the signal and the progress of the comparison. */
  readonly context: Context
  readonly rows: number
  readonly widths: readonly [a: number, b: number]
  grams(): Promise<PairGrams>
  squares(): Promise<RowSquares>
  /** Returns at most `most` inputs, the same ones in both representations. */
  points(most: number): Promise<readonly [Points, Points]>
}
