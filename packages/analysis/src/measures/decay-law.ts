import { createUniform } from '@mitoscope/tensor/random'
import { chunkErrors } from '../computations/chunk-errors.ts'
import { warn } from '../computations/context.ts'
import { criticalSize } from '../computations/critical-size.ts'
import { describeExponent } from '../computations/describe-exponent.ts'
import { fitDecay } from '../computations/fit-decay.ts'
import { percentileInterval } from '../statistics/interval.ts'
import { resample } from '../statistics/resample.ts'
import { meanOf } from '../statistics/summarize.ts'
import type { Measure } from './measure.ts'
import { drawsOption } from './options.ts'

const RESAMPLES = 300

/** Power law by which the error of chunks falls towards that of the largest, above the critical size. */
export const decayLaw: Measure = {
  id: 'decay-law',
  version: 2,
  title: 'Decay of the error with chunk size',
  summary:
    'Test error of chunks = error_∞ + a · w^(−b), fitted to the mean errors at sizes above w* in log-log; groups that ' +
    'differ by independent noise give b = 1/2 (Doimo et al., arXiv 2106.03485, section 3). error_∞ is given (an ' +
    'ensemble’s error, say) or a fitted asymptote. Interval of b: bootstrap over draws.',
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
    const settings = { from: wStar ?? 1, asymptote }
    const fit = fitDecay(context.sizes, errors.test.errors, settings)
    const means = errors.test.errors.map((row) => meanOf(row)!)
    const warnings = []
    if (!fit) {
      warnings.push(
        warn('TOO_FEW_SIZES', 'Fewer than three chunk sizes above w*: ask for more sizes or a wider layer.'),
      )
    }
    const random = createUniform(2)
    const draws = errors.test.errors[0].length
    const exponents = !fit
      ? []
      : Array.from({ length: RESAMPLES }, () => {
          const picked = resample(draws, random)
          return fitDecay(context.sizes, errors.test.errors.map((row) => picked.map((d) => row[d])), settings)?.exponent ?? null // prettier-ignore
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
        points: means.map((y, i) => ({ x: context.sizes[i], y, used: context.sizes[i] >= settings.from })),
        line: fit
          ? context.sizes.map((x) => ({ x, y: fit.asymptote + fit.factor * x ** -fit.exponent }))
          : [],
        verdict: describeExponent(fit?.exponent ?? null, low, high),
      },
      precision: errors.precision,
      resolution: errors.precision === 'float64' ? 2 ** -53 : 2 ** -24,
      draws,
      warnings,
    }
  },
}
