import { createUniform } from '@mitoscope/tensor/random'
import type { Scalar } from '../results/shapes.ts'
import { percentileInterval } from '../statistics/interval.ts'
import { resample } from '../statistics/resample.ts'
import { meanOf } from '../statistics/summarize.ts'
import { chunkErrors } from './chunk-error.ts'
import { warn, type Context } from './context.ts'
import { crossing, sizesBetween } from './crossing.ts'
import { fitDecay } from './fit-decay.ts'
import type { Measure } from './measure.ts'
import { drawsOption, thresholdOption } from './options.ts'
import { precisionOf, residualWarnings } from './reconstruction.ts'
import { residualDraws, residualDrawsAt } from './residual-draws.ts'

const RESAMPLES = 1000
const REFINING_SIZES = 7
/** Mean training error of a chunk up to which it interpolates. */
const INTERPOLATES = 0.001

/** The size from which a chunk carries the whole layer, and how many such groups the layer holds. */
export const criticalWidth: Measure = {
  id: 'critical-width',
  version: 2,
  title: 'Critical chunk size and number of groups',
  summary:
    'w*(τ): the smallest chunk size whose mean in-sample R² over draws reaches τ, with sizes added around the crossing ' +
    'and linear in log w between them; groups = W / w*. Intervals: bootstrap over draws (percentiles). Beside it the ' +
    'smallest size whose mean training error is at most 0.001, and the onset of the decay law of the test error.',
  shape: 'scalars',
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

/** w*(τ) with its 95 % interval over draws, sizes refined around the crossing. */
export async function criticalSize(context: Context, count: number, threshold: number) {
  const coarse = await residualDraws(context, count)
  const means = coarse.r2.map((draws) => meanOf(draws))
  const at = means.findIndex((mean) => mean !== null && mean >= threshold)
  let sizes = context.sizes
  let residuals = coarse
  if (at > 0) {
    const finer = sizesBetween(sizes[at - 1], sizes[at], REFINING_SIZES)
    if (finer.length > 0) {
      sizes = [...sizes.slice(0, at), ...finer, ...sizes.slice(at)]
      const inner = await residualDrawsAt(context, finer, count)
      residuals = { ...coarse, r2: [...coarse.r2.slice(0, at), ...inner.r2, ...coarse.r2.slice(at)] }
    }
  }
  const { r2, draws } = residuals
  const wStar = crossing(sizes, r2.map((row) => meanOf(row)), threshold) // prettier-ignore
  const random = createUniform(1)
  const resampled = Array.from({ length: RESAMPLES }, () => {
    const picked = resample(draws, random)
    return crossing(sizes, r2.map((row) => meanOf(row, picked)), threshold) // prettier-ignore
  })
  const [low, high] = draws > 1 ? percentileInterval(resampled) : [null, null]
  return { wStar, low, high, perDraw: draws, residuals, sizes }
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
  const decay = fitDecay(context.sizes, errors.test.errors, { from: wStar ?? 1, asymptote: null })
  scalars.push({
    id: 'decayOnset',
    label: 'onset of the decay law',
    value: decay?.onset ?? null,
    low: null,
    high: null,
  })
  return scalars
}
