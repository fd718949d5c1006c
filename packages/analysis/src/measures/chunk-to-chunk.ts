import { warn } from '../computations/context.ts'
import { nearlyRepeated, precisionOf } from '../computations/describe-residuals.ts'
import { mapBothWays, pairSpace } from '../computations/map-both-ways.ts'
import { mapDraws } from '../computations/map-draws.ts'
import { summarizeCurve } from '../statistics/summarize.ts'
import type { Measure } from './measure.ts'
import { drawsOption } from './options.ts'

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
