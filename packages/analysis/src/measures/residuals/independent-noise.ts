import { warn } from '../../computations/context.ts'
import { criticalSize } from '../../computations/critical-size.ts'
import { precisionOf, residualWarnings } from '../../computations/describe-residuals.ts'
import { independence, type Independence, signalsOf } from '../../computations/independence.ts'
import type { Measure } from '../measure.ts'
import { drawsOption, thresholdOption } from '../options.ts'

/** Test of the claim that what chunks leave unexplained is independent noise. */
export const independentNoise: Measure = {
  id: 'independent-noise',
  version: 1,
  title: 'Residual correlation against independent noise',
  summary:
    'Root mean square of ρ_ij over pairs of neurons outside a chunk, for the layer and for the same layer with independent noise: ' +
    'covariance ΛΛᵀ + Ψ, a factor model fitted by maximum likelihood. Even then residuals correlate, as the chunk’s own noise enters ' +
    'every prediction. As many factors as stand above the edge of noise (Johnstone 2001), at most w*, as a chunk of w* neurons carries ' +
    'no more. Ratio: √((mean ρ² − 1/d) / (1 − 2/d)) of the layer over √(mean ρ²) of the model’s covariance, d = N − w − 1, so that it does ' +
    'not depend on N. At 1 independent noise explains all; above √2 less than half of mean ρ². Floor: 1/√d, of uncorrelated residuals.',
  shape: 'curves',
  options: [
    drawsOption(40),
    thresholdOption,
    {
      kind: 'integer',
      name: 'signals',
      description: 'Greatest number of shared signals; w* when not given.',
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
    const most = given ?? signalsOf(wStar)
    const found = await independence(context, draws, most)
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
      warnings: [...residualWarnings(context, residuals), ...warningsOfModel(found, most)],
    }
  },
}

function warningsOfModel({ model }: Independence, most: number) {
  const { fit, neurons, spread } = model
  const told = `${fit.count} shared signals among ${neurons.length} neurons`
  if (fit.count === most)
    return [warn('AS_MANY_SIGNALS_AS_ASKED', `The model has ${told}, as many as were allowed; the rows may tell more, which then count as shared noise.`)] // prettier-ignore
  if (spread > 1.1)
    return [warn('WEAK_SIGNALS', `Beyond ${told} pairs correlate ${spread.toFixed(1)} times as much as independent noise would.`)] // prettier-ignore
  return []
}
