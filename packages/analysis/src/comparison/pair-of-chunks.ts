import type { Context, Draws } from '../computations/context.ts'
import { loadPoints, pointsOfChunk } from '../neighbours/load-points.ts'
import { chunkSquares } from './chunk-squares.ts'
import type { Pair } from './pair.ts'

/**
 * Returns the first two chunks of a draw at one size, which are disjoint and random. `sizes` are all sizes that will be
 * requested.
 */
export function pairOfChunks(
  context: Context,
  draws: Draws,
  sizes: readonly number[],
  draw: number,
  size: number,
): Pair {
  const { width, test } = context.representation
  const order = draws.order.subarray(draw * width, (draw + 1) * width)
  const [a, b] = [order.subarray(0, size), order.subarray(size, 2 * size)]
  return {
    context,
    rows: test.features.rows,
    widths: [size, size],
    async grams() {
      const { values, rows, resolution } = await context.gram('test')
      const part = (left: Int32Array, right: Int32Array) => {
        const picked = new Float64Array(size * size)
        for (let i = 0; i < size; i++)
          for (let j = 0; j < size; j++) picked[i * size + j] = values[left[i] * width + right[j]]
        return picked
      }
      return { widths: [size, size], own: [part(a, a), part(b, b)], cross: part(a, b), rows, resolution }
    },
    squares: async () => (await chunkSquares(context, draws, sizes))[sizes.indexOf(size)][draw],
    async points(most) {
      const points = await loadPoints(context, most)
      return [pointsOfChunk(points, a), pointsOfChunk(points, b)]
    },
  }
}
