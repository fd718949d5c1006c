import { around } from '../../statistics/intervals.ts'
import { crossMeans } from '../exponents/crossed-values.ts'
import { labelLimit } from '../exponents/decay-of-chunks.ts'
import { limitEnds } from '../exponents/judge-exponent.ts'
import { summarize } from '../../statistics/summarize.ts'
import type { Scalar } from '../../shapes/scalar.ts'
import type { WidthLogits } from '../logits/collect-logits.ts'
import type { SweepFinding } from './finding.ts'
import { sayNumber, sayScalar } from './say.ts'

/**
 * Returns error_∞, the error of ever more runs of the largest width together: the intercept of the least-squares line of the
 * error of k = 1 … K runs against 1/k. Its 95 % interval, from three runs on, is over seeds and test inputs and also allows
 * an approach as slow as 1/√k. Null if that width has a single run, which is no estimate of its own limit.
 */
function errorInfinity(widths: readonly WidthLogits[]): Scalar | null {
  const widest = widths.at(-1)
  if (!widest?.limit) return null
  const crossed = crossMeans([{ values: widest.limit.error }])
  const [value] = crossed.means
  const ends = limitEnds(crossed, crossed.means.map((_, i) => i)) // prettier-ignore
  return { id: 'errorInfinity', label: labelLimit(widest), value, ...ends }
}

/**
 * Returns the error of ensembles of networks of one width against their number of networks; null if no width has two
 * runs.
 */
export function ensembles(weightDecay: number, widths: readonly WidthLogits[]): SweepFinding | null {
  const several = widths.filter(({ runs }) => runs > 1)
  if (several.length === 0) return null
  const infinity = errorInfinity(widths)
  const subsets = several.every(({ exhaustive }) => exhaustive) ? 'all subsets' : 'random subsets'
  const widest = several.at(-1)!
  const [alone, together] = [widest.errors[0], widest.errors[widest.runs - 1]].map((list) => summarize(list).mean!) // prettier-ignore
  return {
    id: 'ensembles',
    weightDecay,
    title: 'Error of several networks together, against their number',
    definition:
      'Share of test inputs that the summed logits of k runs of one width judge wrong, mean over subsets of the seeds: all ' +
      'of them up to 8 runs, else 100 random ones (seeded). error_∞: of ever more runs of the largest width together, extrapolated ' +
      'in 1/k; its interval, from three runs on, is over seeds and test inputs and allows an approach as slow as 1/√k.',
    interval: `± one standard deviation over ${subsets} of the seeds`,
    x: { label: 'networks together, k', scale: 'log' },
    y: { label: 'test error of the summed logits', scale: 'log' },
    lines: several.map(({ width, errors }) => ({
      id: `width-${width}`,
      label: `W = ${width}`,
      points: errors.map((list, i) => {
        const { mean, std, n } = summarize(list)
        return { x: i + 1, y: mean!, ...around(mean, std), n }
      }),
    })),
    marks: [],
    scalars: infinity ? [infinity] : [],
    tests: [],
    sentence:
      `${widest.runs} networks of ${widest.width} neurons err ${sayNumber(alone)} each and ${sayNumber(together)} together.` +
      (infinity
        ? ` Extrapolated to ever more of them, error_∞ is ${sayScalar(infinity)}${infinity.low === null ? ', whose interval needs a third run' : ''}.`
        : ' error_∞ needs two runs of the largest width.'),
  }
}
