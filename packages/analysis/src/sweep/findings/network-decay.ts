import { crossMeans } from '../exponents/crossed-values.ts'
import { FEWEST_SIZES, fittedSizes, labelLimit, withLimit } from '../exponents/decay-of-chunks.ts'
import { intervalOfExcess, judgeExponent, sayCrossEntropy } from '../exponents/judge-exponent.ts'
import type { WidthLogits } from '../logits/collect-logits.ts'
import type { Target } from '../logits/input-values.ts'
import type { SweepSeries } from '../sweep-report.ts'
import type { FindingLine, SweepFinding } from './finding.ts'

/**
 * Fits the excess error of whole networks, error(W) − error_∞, against their width, with the exponent from 2 w* on and
 * without the largest width, whose ensembles give error_∞. Null without error_∞, or if fewer than three such widths have
 * logits.
 */
export function networkDecay(
  { weightDecay, widths }: Pick<SweepSeries, 'weightDecay' | 'widths'>,
  logits: readonly WidthLogits[],
): SweepFinding | null {
  const widest = logits.at(-1)
  const wStar = widths.at(-1)?.wStar ?? null
  if (!widest?.limit || wStar === null || widest.width !== widths.at(-1)!.width) return null
  const used = fittedSizes(logits.map(({ width }) => width), wStar, widest.width) // prettier-ignore
  if (used.length < FEWEST_SIZES) return null
  const ofWidths = used.map((width) => logits.find((one) => one.width === width)!)
  const { limit } = widest
  const limits = limit.error.map((_, i) => used.length + i)
  const judge = (target: Target, limitLabel: string) => {
    const blocks = ofWidths.map(({ inputs }) => ({ values: [inputs.map((own) => own[target])] }))
    const crossed = crossMeans([...blocks, { values: limit[target] }])
    return judgeExponent({ sizes: used, crossed, limits, what: 'The excess error of whole networks', symbol: 'W', limitLabel }) // prettier-ignore
  }
  const label = labelLimit(widest)
  const { exponent, limit: infinity, factor, verdict, reason } = judge('error', label)
  const loss = judge('crossEntropy', label.replace('error', 'cross-entropy'))
  const crossEntropy = { ...loss.exponent, id: 'exponentOfCrossEntropy', label: 'exponent of the excess cross-entropy' } // prettier-ignore
  const points = logits.flatMap(({ width: x, inputs, runs: n }, i) => {
    const own = inputs.map(({ error }) => error)
    const isWidest = i === logits.length - 1
    const blocks = isWidest ? withLimit([own], limit.error) : [{ values: [own] }, { values: limit.error }]
    const { value: y, low, high } = intervalOfExcess(crossMeans(blocks), 0, limit.error.map((_, k) => 1 + k)) // prettier-ignore
    return y > 0 ? [{ x, y, low, high, n }] : []
  })
  return {
    id: 'network-decay',
    weightDecay,
    title: 'Excess error of whole networks against width',
    definition:
      `Mean test error over seeds minus ${infinity.label}: the intercept of the ensembles’ error against 1/k. The law is fitted on the ` +
      'linear scale to widths from 2 w* of the widest layer on, without that layer. Intervals join those with error_∞ extrapolated in ' +
      '1/k and in 1/√k, each over seeds and test inputs together (two-way clustering, jackknife over seeds).',
    interval: '95 % interval over seeds and test inputs, error_∞ included',
    x: { label: 'layer width W (neurons)', scale: 'log' },
    y: { label: 'test error − error_∞', scale: 'log' },
    lines: [
      { id: 'excess', label: 'whole networks', points },
      line('fit', `W^−${exponent.value!.toFixed(2)}`, used, (x) => factor * x ** -exponent.value!),
      line('guide', 'guide W^−1/2', used, (x) => factor * used[0] ** -exponent.value! * (x / used[0]) ** -0.5),
    ].filter(({ points: own }) => own.every(({ y }) => y > 0)),
    marks: [{ label: 'w*', x: wStar, line: null }],
    scalars: [exponent, { ...infinity, id: 'errorInfinity' }, crossEntropy],
    tests: [],
    sentence: `${reason} ${sayCrossEntropy(crossEntropy)}`.trimEnd(),
    verdict,
  }
} // prettier-ignore

/** Draws a line through the places of points. */
function line(id: string, label: string, at: readonly number[], law: (x: number) => number): FindingLine {
  return { id, label, points: at.map((x) => ({ x, y: law(x), low: null, high: null, n: 0 })) }
}
