import { BLOCK_BYTES, type Context, type Draws } from '../computations/context.ts'
import { loadPoints, pointsOfChunk } from '../neighbours/load-points.ts'
import type { Pair, RowSquares } from './pair.ts'

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

/**
 * Returns the sums over rows of products of |aₙ|² and |bₙ|² for the first two chunks of every size and draw, as
 * [size][draw], by one pass over the features: in the order of a draw, the squares of both chunks are differences of
 * one running sum.
 */
function chunkSquares(
  context: Context,
  draws: Draws,
  sizes: readonly number[],
): Promise<readonly (readonly RowSquares[])[]> {
  return context.once(`chunk squares ${draws.count} ${sizes}`, async () => {
    const { features } = context.representation.test
    const { width, rows } = features
    const { mean } = await context.gram('test')
    const sums = sizes.map(() => Array.from({ length: draws.count }, () => ({ aa: 0, ab: 0, bb: 0 })))
    const running = new Float64Array(width + 1)
    let done = 0
    for await (const block of features.blocks(Math.max(1, Math.floor(BLOCK_BYTES / (4 * width))))) {
      context.signal?.throwIfAborted()
      for (let from = 0; from < block.length; from += width) {
        for (let draw = 0; draw < draws.count; draw++) {
          const at = draw * width
          for (let k = 0; k < width; k++) {
            const neuron = draws.order[at + k]
            running[k + 1] = running[k] + (block[from + neuron] - mean[neuron]) ** 2
          }
          for (let i = 0; i < sizes.length; i++) {
            const a = running[sizes[i]]
            const b = running[2 * sizes[i]] - a
            const sum = sums[i][draw]
            sum.aa += a * a
            sum.ab += a * b
            sum.bb += b * b
          }
        }
      }
      context.report('Squares of rows', (done += block.length / width) / rows)
    }
    return sums
  })
}
