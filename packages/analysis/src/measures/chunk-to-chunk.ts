import type { Gram } from '@mitoscope/tensor/compute'
import { summarizeCurve } from '../statistics/summarize.ts'
import { warn, type Context } from './context.ts'
import { mapDraws } from './map-draws.ts'
import type { Measure } from './measure.ts'
import { drawsOption } from './options.ts'
import { nearlyRepeated, precisionOf } from './reconstruction.ts'
import { residualOf } from './residual-draws.ts'

/** Mutual reconstruction of two disjoint chunks: high if they carry the same information. */
export const chunkToChunk: Measure = {
  id: 'chunk-to-chunk',
  version: 2,
  title: 'Maps between disjoint chunks',
  summary:
    'Two disjoint random chunks of one size, mapped on each other by ridge regression (λ = 1e-8) in both directions; R² ' +
    'and mean |ρ| of the residuals are averages of both (Doimo et al., arXiv 2106.03485, section 4).',
  shape: 'curves',
  options: [drawsOption(20)],
  needs: [],
  async run(context, options) {
    const { width } = context.representation
    const gram = await context.gram('test')
    const draws = context.draws(options.draws as number)
    const sizes = context.sizes.filter((size) => 2 * size <= width)
    const r2 = sizes.map(() => new Array<number | null>(draws.count).fill(null))
    let unresolved = 0
    const correlation = sizes.map(() => new Array<number | null>(draws.count).fill(null))
    const warnings = sizes.length
      ? []
      : [warn('TOO_NARROW', 'Two disjoint chunks need at least two neurons.')]
    await mapDraws(
      context,
      'Chunk to chunk',
      draws.count,
      pairSpace(context, sizes.at(-1) ?? 1),
      async (draw, space) => {
        const order = draws.order.subarray(draw * width, (draw + 1) * width)
        for (const [i, size] of sizes.entries()) {
          const both = await mapBothWays(
            context,
            gram,
            order.subarray(0, size),
            order.subarray(size, 2 * size),
            space,
          )
          if (!both.isResolved) unresolved++
          r2[i][draw] = both.r2
          correlation[i][draw] = both.correlation
        }
      },
    )
    if (unresolved > 0) warnings.push(nearlyRepeated(unresolved))
    return {
      result: {
        shape: 'curves',
        sizes,
        curves: [
          summarizeCurve('chunkToChunkR2', 'R² between chunks', r2),
          summarizeCurve('chunkToChunkCorrelation', 'mean |ρ| of residuals', correlation),
        ],
        floors: [],
      },
      precision: precisionOf(gram.resolution),
      resolution: gram.resolution,
      draws: draws.count,
      warnings,
    }
  },
}

/** Doubles of work space that mapBothWays needs for chunks of at most `size` neurons. */
export function pairSpace({ backend: { kernels } }: Context, size: number): number {
  return kernels.call('residual_space', 2 * size, size, 1)
}

/** R² and mean |ρ| of residuals of chunk a explained by b and b by a, averaged over the directions that are defined. */
export async function mapBothWays(
  context: Context,
  gram: Gram,
  a: Int32Array,
  b: Int32Array,
  space: Float64Array,
) {
  const there = await mapOneWay(context, gram, a, b, space)
  const back = await mapOneWay(context, gram, b, a, space)
  const mean = (x: number | null, y: number | null) => (x === null ? y : y === null ? x : (x + y) / 2)
  return {
    r2: mean(there.r2, back.r2),
    correlation: mean(there.correlation, back.correlation),
    isResolved: there.isResolved && back.isResolved,
  }
}

async function mapOneWay(
  context: Context,
  gram: Gram,
  from: Int32Array,
  to: Int32Array,
  space: Float64Array,
) {
  const { kernels } = context.backend
  const width = from.length + to.length
  const order = kernels.allocate('int32', width)
  order.set(from)
  order.set(to, from.length)
  const [remaining, left, pairs, isResolved] = await residualOf(context, gram, order, from.length, space)
  let total = 0
  for (const neuron of to) total += gram.values[neuron * (gram.width + 1)]
  kernels.release(order)
  return {
    r2: total > 0 ? 1 - remaining / total : null,
    correlation: left < 2 ? null : pairs / ((left * (left - 1)) / 2),
    isResolved,
  }
}
