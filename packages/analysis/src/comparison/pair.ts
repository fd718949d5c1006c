import { type Context, warn } from '../computations/context.ts'
import type { Points } from '../neighbours/load-points.ts'
import type { Warning } from '../representation/representation.ts'

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

/** Returns the traces of both Gram matrices: the total variances times the number of rows. */
export function traces({ widths, own }: PairGrams): [number, number] {
  const trace = (side: 0 | 1) => {
    let sum = 0
    for (let j = 0; j < widths[side]; j++) sum += own[side][j * (widths[side] + 1)]
    return sum
  }
  return [trace(0), trace(1)]
}

export const noVariance: Warning = warn(
  'NO_VARIANCE',
  'One of the representations is the same for every input: the comparison is not defined.',
)

/**
 * Returns a warning if there are at most as many rows as neurons: any two representations are then linear maps of each
 * other.
 */
export function fewRowsWarning({ rows, widths }: PairGrams): Warning[] {
  if (rows > widths[0] + widths[1]) return []
  const message =
    `${rows} rows for ${widths[0]} and ${widths[1]} neurons: correlations of the best directions are high whatever the ` +
    'representations are. Bring more rows, or read measures that do not fit directions.'
  return [warn('FEWER_ROWS_THAN_NEURONS', message)]
}
