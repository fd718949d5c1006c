import { plainScalar, type Scalar } from '../shapes/scalar.ts'
import { around, normalQuantile } from '../statistics/intervals.ts'
import type { Measure } from '../measures/measure.ts'
import { loadPoints } from '../neighbours/load-points.ts'
import { discardOption, pointsOption } from '../measures/options.ts'
import { dimensionWarnings, isTied, nothingMet } from './dimension-warnings.ts'
import { gride, twoNearestNeighbours } from './dimension-estimates.ts'
import { neighbourRatios } from './neighbour-ratios.ts'

/**
 * Intrinsic dimension of the layer at every scale: noise shows at the smallest scale, the dimension of the data at
 * larger ones.
 */
export const dimensionScales: Measure = {
  id: 'dimension-scales',
  version: 2,
  title: 'Intrinsic dimension of the layer by scale',
  summary:
    'Gride (Denti, Doimo, Laio, Mira, Scientific Reports 12, 20005, 2022): maximum likelihood of the dimension from the ' +
    'distances to neighbours n₂/2 and n₂, for n₂ = 2, 4, 8, …, with 95 % intervals by Fisher’s information, beside the two ' +
    'forms of 2NN (Facco et al., Scientific Reports 7, 12140, 2017). Points that repeat others, up to rounding, are left out.',
  shape: 'scalars',
  options: [
    pointsOption(5000),
    discardOption,
    {
      kind: 'integer',
      name: 'farthest',
      description: 'Largest n₂ of Gride.',
      minimum: 2,
      maximum: 2048,
      default: 64,
    },
  ],
  needs: [],
  async run(context, options) {
    const points = await loadPoints(context, options.points as number)
    const farthest = options.farthest as number
    const { dtype } = context.representation.test.features
    const phase = 'Intrinsic dimension'
    const ratios = await neighbourRatios(context, points, Math.max(2, farthest), phase, dtype)
    const met = { ...nothingMet(), chunks: 1, repeated: ratios.repeated, tooNear: ratios.tooNear }
    const nearest = ratios.logarithms(1, 2)
    if (nearest && isTied(nearest)) met.tied++
    const two = nearest && twoNearestNeighbours(nearest, options.discard as number)
    const scalars: Scalar[] = [
      plainScalar('twoNearestFit', '2NN, fit', two?.fit ?? null),
      plainScalar('twoNearestLikelihood', '2NN, maximum likelihood', two?.maximumLikelihood ?? null),
    ]
    for (let n2 = 2; n2 <= farthest; n2 *= 2) {
      const logarithms = ratios.logarithms(n2 / 2, n2)
      if (!logarithms) met.tooFew = 1
      const found = logarithms && gride(logarithms, n2 / 2, n2)
      scalars.push(
        {
          id: `gride${n2}`,
          label: `Gride, n₂ = ${n2}`,
          value: found?.dimension ?? null,
          ...around(found?.dimension ?? null, found && normalQuantile * found.error),
        },
        plainScalar(`distance${n2}`, `mean distance to neighbour ${n2}`, ratios.distance(n2)),
      )
    }
    scalars.push(plainScalar('points', 'distinct points', ratios.kept.rows))
    return {
      result: { shape: 'scalars', scalars },
      precision: 'float64 distances of the nearest points',
      resolution: 2 ** -52,
      draws: 0,
      warnings: dimensionWarnings(met, points.rows, context.representation.test.features.rows),
    }
  },
}
