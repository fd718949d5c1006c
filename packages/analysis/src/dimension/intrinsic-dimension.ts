import type { Context } from '../computations/context.ts'
import type { Measure } from '../measures/measure.ts'
import { discardOption, drawsOption, pointsOption } from '../measures/options.ts'
import { loadPoints, pointsOfChunk } from '../neighbours/load-points.ts'
import { summarizeCurve } from '../statistics/summarize.ts'
import { dimensionWarnings, isTied, nothingMet } from './dimension-warnings.ts'
import { gride, twoNearestNeighbours } from './dimension-estimates.ts'
import { neighbourRatios, type NeighbourRatios } from './neighbour-ratios.ts'

/** Intrinsic dimension of chunks against their size. */
export const intrinsicDimension: Measure = {
  id: 'intrinsic-dimension',
  version: 2,
  title: 'Intrinsic dimension of chunks',
  summary:
    '2NN (Facco et al., Scientific Reports 7, 12140, 2017) from the ratio of the distances to the two nearest points: ' +
    'the fit through the origin without the largest ratios, and the maximum likelihood (N − 1) / Σ log μ. Gride (Denti et ' +
    'al., Scientific Reports 12, 20005, 2022): maximum likelihood from the distances to neighbours n₂/2 and n₂, a larger ' +
    'scale, which noise of single neurons blurs less. Of random chunks of the layer, the last being the whole layer. ' +
    'Points that repeat others, up to rounding, are left out.',
  shape: 'curves',
  options: [
    drawsOption(5),
    pointsOption(2000),
    discardOption,
    {
      kind: 'integer',
      name: 'neighbour',
      description: 'n₂ of Gride, an even number; n₁ is its half.',
      minimum: 2,
      maximum: 1024,
      default: 16,
    },
  ],
  needs: [],
  async run(context, options) {
    const { width, test } = context.representation
    const n1 = Math.floor((options.neighbour as number) / 2)
    const points = await loadPoints(context, options.points as number)
    const draws = context.draws(options.draws as number)
    const table = () => context.sizes.map(() => new Array<number | null>(draws.count).fill(null))
    const [fit, maximumLikelihood, scaled] = [table(), table(), table()]
    const met = nothingMet()
    const estimate = (ratios: NeighbourRatios, i: number, wanted: readonly number[]) => {
      met.chunks++
      const repeated = points.rows - ratios.kept.rows
      met.repeated = Math.max(met.repeated, repeated)
      if (repeated > 0) met.withRepeated++
      const nearest = ratios.logarithms(1, 2)
      const farther = ratios.logarithms(n1, 2 * n1)
      if (!nearest || !farther) met.tooFew++
      if (nearest && isTied(nearest)) met.tied++
      const two = nearest && twoNearestNeighbours(nearest, options.discard as number)
      const scale = farther && gride(farther, n1, 2 * n1)
      for (const draw of wanted) {
        fit[i][draw] = two?.fit ?? null
        maximumLikelihood[i][draw] = two?.maximumLikelihood ?? null
        scaled[i][draw] = scale?.dimension ?? null
      }
    }
    const all = Array.from({ length: draws.count }, (_, draw) => draw)
    // Points that repeat in the whole layer do so in every chunk, but within a chunk copies cannot be told from near
    // points.
    const whole = await ratiosOf(context, points, 2 * n1, width, test.features.dtype)
    // Taken from the whole layer: few neurons of a rectified layer have points that near for other reasons.
    met.tooNear = whole.tooNear
    for (const [i, size] of context.sizes.entries()) {
      // The whole layer is the same in every draw.
      for (const draw of size === width ? [0] : all) {
        const neurons = draws.order.subarray(draw * width, draw * width + size)
        const ratios =
          size === width ? whole : await ratiosOf(context, pointsOfChunk(whole.kept, neurons), 2 * n1, size)
        estimate(ratios, i, size === width ? all : [draw])
      }
    }
    return {
      result: {
        shape: 'curves',
        sizes: context.sizes,
        curves: [
          summarizeCurve('twoNearestFit', '2NN, fit', fit),
          summarizeCurve('twoNearestLikelihood', '2NN, maximum likelihood', maximumLikelihood),
          summarizeCurve('gride', `Gride, n₂ = ${2 * n1}`, scaled),
        ],
        floors: [],
      },
      precision: 'float64 distances of the nearest points',
      resolution: 2 ** -52,
      draws: draws.count,
      warnings: dimensionWarnings(met, points.rows, test.features.rows),
    }
  },
}

function ratiosOf(
  context: Context,
  chunk: Parameters<typeof neighbourRatios>[1],
  most: number,
  size: number,
  dtype?: string,
) {
  return neighbourRatios(context, chunk, Math.max(2, most), `Intrinsic dimension, ${size} neurons`, dtype)
}
