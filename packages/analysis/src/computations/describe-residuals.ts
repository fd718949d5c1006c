import { type Context, warn } from './context.ts'
import type { ResidualDraws } from './residual-draws.ts'

/** Returns the arithmetic behind residuals, in words. */
export function precisionOf(resolution: number): string {
  return resolution < 1e-12 ? 'float64' : 'float32 products summed in float64, float64 factorisation'
}

/** Returns the warnings that a reader of residuals needs: dead neurons, too few rows, neurons that nearly repeat. */
export function residualWarnings(context: Context, residuals: ResidualDraws) {
  const { width, test } = context.representation
  const warnings = []
  if (residuals.dead === width) {
    warnings.push(warn('NO_VARIANCE', 'No neuron varies over the test rows: R² is not defined.'))
  } else if (residuals.dead > 0) {
    const verb = residuals.dead === 1 ? 'does' : 'do'
    warnings.push(
      warn('DEAD_NEURONS', `${residuals.dead} of ${width} neurons ${verb} not vary over the test rows.`),
    )
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

/** Returns the warning of chunks whose result hangs on differences between neurons that a Gram matrix does not resolve. */
export function nearlyRepeated(chunks: number, split = 'in-sample') {
  return warn(
    'NEARLY_REPEATED_NEURONS',
    `${split}, ${chunks} ${chunks === 1 ? 'chunk holds' : 'chunks hold'} neurons that differ from others by less than the ` +
      'Gram matrix resolves, and R² may depend on that difference: remove one of each such pair, or bring their difference as a neuron.',
  )
}
