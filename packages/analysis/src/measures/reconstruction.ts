import { summarizeCurve } from '../statistics/summarize.ts'
import { warn, type Context } from './context.ts'
import { heldOutDraws } from './held-out-draws.ts'
import type { Measure } from './measure.ts'
import { drawsOption } from './options.ts'
import { residualDraws, type ResidualDraws } from './residual-draws.ts'

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

/** Arithmetic behind residuals, in words. */
export function precisionOf(resolution: number): string {
  return resolution < 1e-12 ? 'float64' : 'float32 products summed in float64, float64 factorisation'
}

/** Lists warnings about a layer that affect how residuals must be read. */
export function residualWarnings(context: Context, residuals: ResidualDraws) {
  const { width, test } = context.representation
  const warnings = []
  if (residuals.dead === width) {
    warnings.push(warn('NO_VARIANCE', 'No neuron varies over the test rows: R² is not defined.'))
  } else if (residuals.dead > 0) {
    const verb = residuals.dead === 1 ? 'neuron does' : 'neurons do'
    warnings.push(warn('DEAD_NEURONS', `${residuals.dead} of ${width} ${verb} not vary over the test rows.`))
  }
  if (test.features.rows <= width) {
    warnings.push(
      warn(
        'FEWER_ROWS_THAN_NEURONS',
        `${test.features.rows} test rows for ${width} neurons: chunks of ${test.features.rows - 1} neurons fit any ` +
          'layer in-sample, so read the held-out R² or bring more rows.',
      ),
    )
  }
  if (residuals.unresolved > 0) warnings.push(nearlyRepeated(residuals.unresolved))
  return warnings
}

/** Chunks whose result hangs on differences between neurons that a Gram matrix does not resolve. */
export function nearlyRepeated(chunks: number, split = 'in-sample') {
  return warn(
    'NEARLY_REPEATED_NEURONS',
    `${split}, ${chunks} ${chunks === 1 ? 'chunk holds' : 'chunks hold'} neurons that differ from others by less than the ` +
      'Gram matrix resolves, and R² may depend on that difference: remove one of each such pair, or bring their difference as a neuron.',
  )
}
