import { createUniform } from '@mitoscope/tensor/random'
import { describeExponent } from '../../computations/describe-exponent.ts'
import { fitDecay } from '../../computations/fit-decay.ts'
import type { Scalar } from '../../shapes/scalar.ts'
import { around, percentileInterval } from '../../statistics/interval.ts'
import { resample } from '../../statistics/resample.ts'
import { summarize } from '../../statistics/summarize.ts'
import type { SweepSeries } from '../sweep-report.ts'
import type { FindingLine, SweepFinding } from './finding.ts'

const RESAMPLES = 300

/**
 * Fits the excess error of whole networks, error(W) − error_∞, against their width, with the exponent above w*. Null
 * without error_∞, or if fewer than three widths above w* have a larger error than that.
 */
export function networkDecay(
  { weightDecay, widths, runs }: SweepSeries,
  infinity: Scalar | null,
): SweepFinding | null {
  const from = widths.at(-1)?.wStar ?? null
  if (!infinity || infinity.value === null || from === null) return null
  const settings = { from, asymptote: infinity.value }
  // Errors that are missing in a file are null.
  const errors = widths.map(({ width }) => {
    const own = runs.filter((run) => run.width === width)
    return { width, own: own.map(({ testError }) => testError).filter((error) => error !== null) }
  })
  const told = errors.filter(({ own }) => own.length > 0)
  const [known, samples] = [told.map(({ width }) => width), told.map(({ own }) => own)]
  const fit = fitDecay(known, samples, settings)
  if (!fit) return null
  const random = createUniform(6)
  const exponents = Array.from({ length: RESAMPLES }, () => {
    const drawn = samples.map((row) => resample(row.length, random).map((i) => row[i]))
    return fitDecay(known, drawn, settings)?.exponent ?? null
  })
  const alone = samples.every(({ length }) => length === 1)
  const [low, high] = alone ? [null, null] : percentileInterval(exponents)
  const exponent: Scalar = { id: 'exponent', label: 'exponent b of whole networks', value: fit.exponent, low, high } // prettier-ignore
  const points = known.flatMap((x, i) => {
    const { mean, ci95, n } = summarize(samples[i])
    const y = mean! - settings.asymptote
    return y > 0 ? [{ x, y, ...around(y, ci95), n }] : []
  })
  const used = points.filter(({ x }) => x >= from)
  return {
    id: 'network-decay',
    weightDecay,
    title: 'Excess error of whole networks against width',
    definition:
      `Mean test error over seeds minus error_∞ (${infinity.label}), and the least-squares line through its logarithm over widths from w* ` +
      'of the widest layer on; 95 % interval of the exponent by 300 bootstraps over seeds, error_∞ held.',
    interval: '95 % interval over seeds (t)',
    x: { label: 'layer width W (neurons)', scale: 'log' },
    y: { label: 'test error − error_∞', scale: 'log' },
    lines: [
      { id: 'excess', label: 'whole networks', points },
      line('fit', `W^−${fit.exponent.toFixed(2)}`, used, (x) => fit.factor * x ** -fit.exponent),
      line('guide', 'guide W^−1/2', used, (x) => used[0].y * (x / used[0].x) ** -0.5),
    ],
    marks: [{ label: 'w*', x: from, line: null }],
    scalars: [exponent, infinity],
    tests: [],
    sentence: describeExponent(fit.exponent, low, high, { size: 'W', alone: 'one seed' }),
  }
}

/** Draws a line through the places of points. */
function line(
  id: string,
  label: string,
  at: readonly { x: number }[],
  law: (x: number) => number,
): FindingLine {
  return { id, label, points: at.map(({ x }) => ({ x, y: law(x), low: null, high: null, n: 0 })) }
}
