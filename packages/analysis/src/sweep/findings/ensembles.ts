import { around } from '../../statistics/interval.ts'
import { summarize } from '../../statistics/summarize.ts'
import { wilsonInterval } from '../../statistics/wilson-interval.ts'
import type { Scalar } from '../../shapes/scalar.ts'
import type { WidthLogits } from '../logits/collect-logits.ts'
import type { SweepFinding } from './finding.ts'
import { sayNumber, sayScalar } from './say.ts'

/**
 * Returns error_∞, the error of the summed logits of all runs of the largest width, with Wilson's 95 % interval over
 * test inputs. Null if that width has a single run, which is no estimate of its own limit.
 */
export function errorInfinity(widths: readonly WidthLogits[]): Scalar | null {
  const widest = widths.at(-1)
  if (!widest || widest.runs < 2) return null
  const [value] = widest.errors[widest.runs - 1]
  const [low, high] = wilsonInterval(value, widest.rows)
  const label = `error_∞, of the summed logits of ${widest.runs} networks of ${widest.width} neurons`
  return { id: 'errorInfinity', label, value, low, high }
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
      'of them up to 8 runs, else 100 random ones (seeded). error_∞: that of all runs of the largest width (Doimo et al., arXiv ' +
      '2106.03485, section 3), its interval Wilson’s over test inputs.',
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
        ? ` That is error_∞: ${sayScalar(infinity)}.`
        : ' error_∞ needs two runs of the largest width.'),
  }
}
