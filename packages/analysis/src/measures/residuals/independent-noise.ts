import { warn } from '../../computations/context.ts'
import { criticalSize } from '../../computations/critical-size.ts'
import { precisionOf, residualWarnings } from '../../computations/describe-residuals.ts'
import { independence, type Independence } from '../../computations/independence.ts'
import type { Measure } from '../measure.ts'
import { drawsOption, thresholdOption } from '../options.ts'

/** Test of the claim that what chunks leave unexplained is independent noise. */
export const independentNoise: Measure = {
  id: 'independent-noise',
  version: 2,
  title: 'Residual correlation against independent noise',
  summary:
    'Root mean square of ρ_ij over pairs of neurons outside a chunk, for the layer and for the same layer with independent noise: ' +
    'covariance ΛΛᵀ + Ψ, a factor model fitted by maximum likelihood. Even then residuals correlate, as the chunk’s own noise enters ' +
    'every prediction. The factors are those that stand above the edge of noise (Johnstone 2001) and of which chunks of w* neurons leave ' +
    'less than half of the variance; what fewer neurons share than such a chunk needs to meet is shared noise. Ratio: √((mean ρ² − 1/d) / (1 − 2/d)) of the layer over √(mean ρ²) of the model’s covariance, d = N − w − 1, so that it does ' +
    'not depend on N. At 1 independent noise explains all; above √2 less than half of mean ρ². Floor: 1/√d, of uncorrelated residuals.',
  shape: 'curves',
  options: [
    drawsOption(40),
    thresholdOption,
    {
      kind: 'integer',
      name: 'signals',
      description:
        'Greatest number of shared signals, whatever chunks carry; those that chunks of w* neurons carry when not given.',
      minimum: 0,
      maximum: 100_000,
      default: null,
    },
  ],
  needs: [],
  async run(context, options) {
    const draws = options.draws as number
    const given = options.signals as number | null
    const { wStar } = await criticalSize(context, draws, options.threshold as number)
    const found = await independence(context, draws, { wStar, most: given ?? undefined })
    const { residual, independent, ratio, floor, residuals } = found
    return {
      result: {
        shape: 'curves',
        sizes: context.sizes,
        curves: [residual, independent, ratio],
        floors: [{ id: 'uncorrelated', label: 'uncorrelated residuals', values: floor }],
      },
      precision: precisionOf(residuals.resolution),
      resolution: residuals.resolution,
      draws: residuals.draws,
      warnings: [...residualWarnings(context, residuals), ...warningsOfModel(found, given)],
    }
  },
}

function warningsOfModel({ model }: Independence, most: number | null) {
  const { fit, neurons, spread } = model
  const told = `${fit.count} shared signals among ${neurons.length} neurons`
  if (fit.count === most)
    return [warn('AS_MANY_SIGNALS_AS_ASKED', `The model has ${told}, as many as were allowed; the rows may tell more, which then count as shared noise.`)] // prettier-ignore
  if (spread > 1.1)
    return [warn('WEAK_SIGNALS', `Beyond ${told} pairs correlate ${spread.toFixed(1)} times as much as independent noise would.`)] // prettier-ignore
  return []
}
