import { precisionOf, residualWarnings } from '../../computations/describe-residuals.ts'
import { residualDraws } from '../../computations/residual-draws.ts'
import { noiseFloor, residualFloor } from '../../statistics/noise-floor.ts'
import { summarizeCurve } from '../../statistics/summarize.ts'
import type { Measure } from '../measure.ts'
import { drawsOption } from '../options.ts'

/** Correlation between the residuals that chunks leave of the other neurons. */
export const residualCorrelation: Measure = {
  id: 'residual-correlation',
  version: 3,
  title: 'Correlation of what chunks leave unexplained',
  summary:
    'Mean |ρ_ij| of the residuals of the map from a chunk to the layer, ρ_ij = D_ij / √(D_ii D_jj). OUTSIDE_CHUNK: over ' +
    'pairs of neurons that are not reconstructed. ALL_PAIRS (Doimo et al., arXiv 2106.03485): over all W(W−1)/2 pairs ' +
    'with 1e-8 added to the denominator on the covariance scale; it falls to 0 as w → W by construction. Floor of ' +
    'uncorrelated residuals: √(2 / (π (N − w − 1))). Independent noise lies above it, see the measure independent-noise.',
  shape: 'curves',
  namesDraws: true,
  options: [drawsOption(40)],
  needs: [],
  async run(context, options) {
    const residuals = await residualDraws(context, options.draws as number)
    const floor = noiseFloor(context.representation.test.features.rows)
    return {
      result: {
        shape: 'curves',
        sizes: context.sizes,
        curves: [
          summarizeCurve(
            'residualCorrelationOutsideChunk',
            'mean |ρ|, pairs outside the chunk',
            residuals.outsideChunk,
          ),
          summarizeCurve('residualCorrelationAllPairs', 'mean |ρ|, all pairs', residuals.allPairs),
        ],
        floors: [
          {
            id: 'noiseFloor',
            label: 'uncorrelated residuals',
            values: context.sizes.map((size) => residualFloor(floor, size)),
          },
        ],
      },
      precision: precisionOf(residuals.resolution),
      resolution: residuals.resolution,
      draws: residuals.draws,
      warnings: residualWarnings(context, residuals),
    }
  },
}
