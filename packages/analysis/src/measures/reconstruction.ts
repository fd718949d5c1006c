import { warn } from '../computations/context.ts'
import { nearlyRepeated, precisionOf, residualWarnings } from '../computations/describe-residuals.ts'
import { heldOutDraws } from '../computations/held-out-draws.ts'
import { residualDraws } from '../computations/residual-draws.ts'
import { summarizeCurve } from '../statistics/summarize.ts'
import type { Measure } from './measure.ts'
import { drawsOption } from './options.ts'

/** Share of the layer (R²) that a random chunk of its neurons reconstructs. */
export const reconstruction: Measure = {
  id: 'reconstruction',
  version: 2,
  title: 'Reconstruction of the layer from chunks',
  summary:
    'Ridge regression (λ = 1e-8 on the centred Gram, free intercept) from a random chunk to all neurons; ' +
    'R² = 1 − Σ SSres / Σ SStot over neurons. In-sample: fitted and scored on test features (Doimo et al., ' +
    'arXiv 2106.03485, section 3); held-out: fitted on train, scored on test. Pure noise would give R² ≈ w / W in-sample.',
  shape: 'curves',
  role: 'RECONSTRUCTION',
  namesDraws: true,
  options: [drawsOption(40)],
  needs: [],
  async run(context, options) {
    const count = options.draws as number
    const inSample = await residualDraws(context, count)
    const curves = [summarizeCurve('r2', 'R², in-sample', inSample.r2)]
    const warnings = residualWarnings(context, inSample)
    if (context.representation.train) {
      const heldOut = await heldOutDraws(context, count)
      curves.push(summarizeCurve('heldOutR2', 'R², held-out', heldOut.r2))
      if (heldOut.unresolved > 0) warnings.push(nearlyRepeated(heldOut.unresolved, 'held-out'))
    } else {
      warnings.push(
        warn('HELD_OUT_LEFT_OUT', 'Held-out R² needs features.train, which the input does not have.'),
      )
    }
    const { width } = context.representation
    const floor = context.sizes.map((size) => size / width)
    return {
      result: {
        shape: 'curves',
        sizes: context.sizes,
        curves,
        floors: [{ id: 'trivialR2', label: 'R² of pure noise, w / W', values: floor }],
      },
      precision: precisionOf(inSample.resolution),
      resolution: inSample.resolution,
      draws: inSample.draws,
      warnings,
    }
  },
}
