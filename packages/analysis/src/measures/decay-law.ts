import { createUniform } from '@mitoscope/tensor/random'
import { chunkErrors } from '../computations/chunk-errors.ts'
import { warn } from '../computations/context.ts'
import { criticalSize } from '../computations/critical-size.ts'
import { fitDecay } from '../computations/fit-decay.ts'
import { percentileInterval, resample } from '../statistics/intervals.ts'
import { meanOf } from '../statistics/summarize.ts'
import { formatEnds } from '../format/format-spread.ts'
import type { Measure } from './measure.ts'
import { drawsOption } from './options.ts'

const RESAMPLES = 300

/** Power law by which the error of chunks falls towards that of the largest, above the critical size. */
export const decayLaw: Measure = {
  id: 'decay-law',
  version: 3,
  title: 'Decay of the error with chunk size',
  summary:
    'Test error of chunks = error_∞ + a · w^(−b), fitted to the mean errors at sizes from 2 w* on, without the whole layer, on ' +
    'the linear scale; groups that differ by independent noise give b = 1/2 (Doimo et al., arXiv 2106.03485, section 3). ' +
    'error_∞ is given (of ensembles, say) or a fitted asymptote. The interval of b, a bootstrap over draws, is of this network, ' +
    'these test inputs and this error_∞ alone: reports of sweeps judge the exponent.',
  shape: 'fit',
  options: [
    drawsOption(100),
    {
      kind: 'number',
      name: 'asymptote',
      description: 'error_∞, for example the error of an ensemble of the widest runs; fitted when not given.',
      minimum: 0,
      maximum: 1,
      default: null,
    },
  ],
  needs: ['labels.test', 'readout'],
  async run(context, options) {
    const errors = await chunkErrors(context, options.draws as number)
    const { wStar } = await criticalSize(context, 40, 0.99)
    const asymptote = options.asymptote as number | null
    const { width } = context.representation
    const settings = { from: 2 * (wStar ?? 1), below: width, asymptote }
    const { sizes } = context
    const table = errors.test.errors
    const means = table.map((row) => meanOf(row)!)
    const fit = fitDecay(sizes, means, settings)
    const warnings = []
    if (!fit) {
      warnings.push(
        warn(
          'TOO_FEW_SIZES',
          'Fewer than three chunk sizes from 2 w* on: ask for more sizes or a wider layer.',
        ),
      )
    }
    const random = createUniform(2)
    const draws = table[0].length
    const exponents = !fit
      ? []
      : Array.from({ length: RESAMPLES }, () => {
          const picked = resample(draws, random)
          return fitDecay(sizes, table.map((row) => meanOf(row, picked)!), settings)!.exponent // prettier-ignore
        })
    const [low, high] = draws > 1 ? percentileInterval(exponents) : [null, null]
    const label = asymptote === null ? 'error_∞, a fitted asymptote' : 'error_∞, given'
    return {
      result: {
        shape: 'fit',
        parameters: [
          { id: 'exponent', label: 'exponent b', value: fit?.exponent ?? null, low, high },
          { id: 'asymptote', label, value: fit?.asymptote ?? asymptote, low: null, high: null },
          { id: 'onset', label: 'onset of the law', value: fit?.onset ?? null, low: null, high: null },
        ],
        points: means.map((y, i) => ({
          x: context.sizes[i],
          y,
          used: context.sizes[i] >= settings.from && context.sizes[i] < width,
        })),
        line: fit
          ? context.sizes.map((x) => ({ x, y: fit.asymptote + fit.factor * x ** -fit.exponent }))
          : [],
        verdict: describe(fit?.exponent ?? null, low, high),
      },
      precision: errors.precision,
      resolution: errors.precision === 'float64' ? 2 ** -53 : 2 ** -24,
      draws,
      warnings,
    }
  },
}

/** Says what was fitted, without a verdict: other networks, other inputs and error_∞ are not in the interval. */
function describe(exponent: number | null, low: number | null, high: number | null): string {
  if (exponent === null) return 'The sizes from 2 w* on are too few to fit a law.'
  if (low === null || high === null)
    return `The excess error of this network falls as w^−${exponent.toFixed(2)}; one draw gives no interval.`
  const [own, from, to] = formatEnds(exponent, low, high, (end) => end.toFixed(2))
  return `The excess error of this network falls as w^−${own} (95 % interval over its draws ${from} to ${to}, error_∞ and test inputs held); the report of a sweep judges the exponent 1/2.`
}
