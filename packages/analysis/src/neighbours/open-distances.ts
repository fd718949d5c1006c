import type { Context } from '../computations/context.ts'
import type { Points } from './load-points.ts'

/** Distances between points: quick ones in float32 with bounds on their error, and exact ones on demand. */
export interface Distances {
  readonly rows: number
  /**
   * Calls `visit` for every point in order. `low` and `high`, [rows], bound the squared distances d² to all points in
   * units of the square of `unit`, up to a common term `offset`: low + offset ≤ d² ≤ high + offset. Both arrays are
   * only valid during the call.
   */
  walk(
    phase: string,
    visit: (point: number, low: Float64Array, high: Float64Array, offset: number) => void,
  ): Promise<void>
  /** Returns the squared distance of two points in the same unit, summed in float64 from the values themselves. */
  exact(a: number, b: number): number
  /** Factor that converts a distance in this unit into one of the values. */
  readonly unit: number
}

/** Number of products that a pass holds at a time. */
const BLOCK_PRODUCTS = 2 ** 22

/**
 * Opens the distances of points, computed by products on the backend: d² = |x|² + |y|² − 2 x·y about the mean, which
 * cancels for near points. The bounds allow for the cancellation: for values rounded to float32, and for √W roundings
 * of |x| |y| in their product.
 */
export function openDistances({ backend, report, signal }: Context, points: Points): Distances {
  const { rows, width } = points
  const { values, unit } = scaleValues(points)
  const { centred, norms } = centre(values, rows, width)
  const inProducts = 2 ** -22 * Math.sqrt(width)
  const inValues = 2 ** -22
  const exact = (a: number, b: number) => {
    let sum = 0
    for (let i = a * width, j = b * width, end = i + width; i < end; i++, j++) {
      const difference = values[i] - values[j]
      sum += difference * difference
    }
    return sum
  }
  const walk: Distances['walk'] = async (phase, visit) => {
    const { tf } = backend
    const [low, high] = [new Float64Array(rows), new Float64Array(rows)]
    const squares = norms.map((norm) => norm * norm)
    const perBlock = Math.max(1, Math.min(rows, Math.floor(BLOCK_PRODUCTS / rows)))
    const all = tf.tidy(() => tf.transpose(tf.tensor2d(centred, [rows, width])))
    try {
      for (let first = 0; first < rows; first += perBlock) {
        signal?.throwIfAborted()
        const end = Math.min(rows, first + perBlock)
        const block = tf.tidy(() =>
          tf.matMul(tf.tensor2d(centred.subarray(first * width, end * width), [end - first, width]), all),
        )
        const products = await block.data()
        block.dispose()
        for (let point = first; point < end; point++) {
          const from = (point - first) * rows
          const margin = inProducts * norms[point]
          for (let other = 0; other < rows; other++) {
            const key = squares[other] - 2 * products[from + other]
            const off = margin * norms[other] + inValues * (squares[point] + squares[other])
            low[other] = key - off
            high[other] = key + off
          }
          visit(point, low, high, squares[point])
        }
        report(phase, end / rows)
      }
    } finally {
      all.dispose()
    }
  }
  return { rows, walk, exact, unit }
}

/**
 * Scales the values by a power of two so that their squares neither overflow nor underflow. Exact except for values
 * below 1e-30 of the largest.
 */
function scaleValues({ values }: Points): Pick<Points, 'values'> & { unit: number } {
  let largest = 0
  for (const value of values) largest = Math.max(largest, Math.abs(value))
  const unit = largest > 0 ? 2 ** Math.floor(Math.log2(largest)) : 1
  return { unit, values: unit === 1 ? values : values.map((value) => value / unit) }
}

/** Returns the points about their mean in float32, and their norms. */
function centre(values: Points['values'], rows: number, width: number) {
  const mean = new Float64Array(width)
  for (let row = 0, at = 0; row < rows; row++) for (let k = 0; k < width; k++) mean[k] += values[at++]
  for (let k = 0; k < width; k++) mean[k] /= rows
  const centred = new Float32Array(rows * width)
  const norms = new Float64Array(rows)
  for (let row = 0, at = 0; row < rows; row++) {
    let sum = 0
    for (let k = 0; k < width; k++, at++) {
      centred[at] = values[at] - mean[k]
      sum += centred[at] ** 2
    }
    norms[row] = Math.sqrt(sum)
  }
  return { centred, norms }
}
