import { chunkErrors } from '../computations/chunk-errors.ts'
import { warn, type Context } from '../computations/context.ts'
import { criticalSize, crossing } from '../computations/critical-size.ts'
import { precisionOf, residualWarnings } from '../computations/describe-residuals.ts'
import { fitDecay } from '../computations/fit-decay.ts'
import type { Scalar } from '../shapes/scalar.ts'
import { meanOf } from '../statistics/summarize.ts'
import type { Measure } from './measure.ts'
import { drawsOption, thresholdOption } from './options.ts'

/** Mean training error of a chunk up to which it interpolates. */
const INTERPOLATES = 0.001

/** The size from which a chunk carries the whole layer, and how many such groups the layer holds. */
export const criticalWidth: Measure = {
  id: 'critical-width',
  version: 3,
  title: 'Critical chunk size and number of groups',
  summary:
    'w*(τ): the smallest chunk size whose mean in-sample R² over draws reaches τ, with sizes added around the crossing ' +
    'and linear in log w between them; groups = W / w*. Intervals: bootstrap over the draws of this one network (percentiles). Beside it the ' +
    'smallest size whose mean training error is at most 0.001, and the onset of the decay law of the test error.',
  shape: 'scalars',
  role: 'CRITICAL_SIZE',
  options: [drawsOption(40), thresholdOption],
  needs: [],
  async run(context, options) {
    const threshold = options.threshold as number
    const count = options.draws as number
    const { width } = context.representation
    const { wStar, low, high, perDraw, residuals } = await criticalSize(context, count, threshold)
    const groups = (size: number | null) => (size === null ? null : width / size)
    const scalars: Scalar[] = [
      { id: 'criticalSize', label: 'w*', value: wStar, low, high },
      { id: 'groups', label: 'groups W / w*', value: groups(wStar), low: groups(high), high: groups(low) },
    ]
    const warnings = residualWarnings(context, residuals)
    if (wStar === null) warnings.push(warn('NO_CROSSING', `No chunk size reaches a mean R² of ${threshold}.`))
    scalars.push(...(await companions(context, wStar)))
    return {
      result: { shape: 'scalars', scalars },
      precision: precisionOf(residuals.resolution),
      resolution: residuals.resolution,
      draws: perDraw,
      warnings,
    }
  },
}

async function companions(context: Context, wStar: number | null): Promise<Scalar[]> {
  const { readout, test, train } = context.representation
  if (!readout || !test.labels) return []
  const errors = await chunkErrors(context, 100)
  const scalars: Scalar[] = []
  if (train?.labels) {
    const means = errors.train!.errors.map((row) => meanOf(row))
    const value = crossing(context.sizes, means, INTERPOLATES, false)
    scalars.push({
      id: 'interpolatingSize',
      label: 'w with train error ≤ 0.001',
      value,
      low: null,
      high: null,
    })
  }
  const meansOfTest = errors.test.errors.map((row) => meanOf(row)!)
  const decay = fitDecay(context.sizes, meansOfTest, {
    from: 2 * (wStar ?? 1),
    below: context.representation.width,
    asymptote: null,
  })
  scalars.push({
    id: 'decayOnset',
    label: 'onset of the decay law',
    value: decay?.onset ?? null,
    low: null,
    high: null,
  })
  return scalars
}
