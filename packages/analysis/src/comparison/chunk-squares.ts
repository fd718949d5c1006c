import { BLOCK_BYTES } from '../computations/block-rows.ts'
import type { Context, Draws } from '../computations/context.ts'
import type { RowSquares } from './pair.ts'

/**
 * Returns the sums over rows of products of |aₙ|² and |bₙ|² for the first two chunks of every size and draw, as
 * [size][draw], by one pass over the features: in the order of a draw, the squares of both chunks are differences of
 * one running sum.
 */
export function chunkSquares(
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
