import { meanOf } from '../../statistics/summarize.ts'
import type { WidthLogits } from '../logits/collect-logits.ts'
import type { InputValues, Target } from '../logits/input-values.ts'
import type { RunAnalysis, WidthDecay } from '../sweep-report.ts'
import { type CrossedValues, crossMeans } from './crossed-values.ts'
import { judgeExponent, limitEnds, sayCrossEntropy } from './judge-exponent.ts'

/** Smallest number of sizes that a law is fitted to. */
export const FEWEST_SIZES = 3

/** Loads errors and cross-entropies of a run's chunks on every test input, one pair per size; null if they are not known. */
export type LoadChunkValues = (
  run: RunAnalysis,
  sizes: readonly number[],
) => Promise<readonly InputValues[] | null>

/** Returns the sizes that the decay law is fitted to: from 2 w* on, without the whole layer. */
export function fittedSizes(sizes: readonly number[], wStar: number, width: number): number[] {
  return sizes.filter((size) => size >= 2 * wStar && size < width)
}

/** Returns the words for error_∞ of networks of one width. */
export function labelLimit({ runs, width }: Pick<WidthLogits, 'runs' | 'width'>): string {
  return `error_∞ (extrapolated from 1 to ${runs} networks of ${width} neurons together)`
}

/** Joins quantities of the runs of one width with their limit, which for two runs has no spread over seeds. */
export function withLimit(
  values: CrossedValues['values'],
  limit: readonly (readonly Float64Array[])[],
): CrossedValues[] {
  const isOne = values.length > 0 && limit[0].length < values[0].length
  return isOne ? [{ values }, { values: limit }] : [{ values: [...values, ...limit] }]
}

/**
 * Fits the decay law of the errors of chunks of the widest runs, above error_∞ of their ensembles, and judges its exponent.
 * Without enough sizes or values the law has error_∞ and no exponent. Null without error_∞ or w*.
 */
export async function decayOfChunks(
  runs: readonly RunAnalysis[],
  wStar: number | null,
  logits: WidthLogits | undefined,
  load?: LoadChunkValues,
): Promise<WidthDecay | null> {
  if (!logits?.limit || wStar === null) return null
  const { limit, width, names } = logits
  const own = names.map((name) => runs.find((run) => run.name === name)!)
  const [{ sizes }] = own
  const used = fittedSizes(sizes, wStar, width)
  const found: (readonly InputValues[] | null)[] = []
  // One after the other, since each takes the memory of a layer.
  if (used.length >= FEWEST_SIZES && load) for (const run of own) found.push(await load(run, used))
  const label = labelLimit(logits)
  const limits = limit.error.map((_, i) => used.length + i)
  const judge = (target: Target, what: string) => {
    const values = used.map((_, i) => found.map((run) => run![i][target]))
    const crossed = crossMeans(withLimit(values, limit[target]))
    const limitLabel = target === 'error' ? label : label.replace('error', 'cross-entropy')
    return judgeExponent({ sizes: used, crossed, limits, what, symbol: 'w', limitLabel })
  }
  const alone = crossMeans([{ values: limit.error }])
  const asymptote = { id: 'asymptote', label, value: alone.means[0], ...limitEnds(alone, limit.error.map((_, i) => i)) } // prettier-ignore
  const errors = sizes.map((_, i) => meanOf(own.map(({ testErrorOfChunks: { mean } }) => mean[i] ?? null)))
  const points = sizes.flatMap((size, i) =>
    errors[i] === null
      ? []
      : [{ size, error: errors[i], excess: errors[i] - asymptote.value, used: used.includes(size) }],
  )
  const from = used[0] ?? 2 * wStar
  if (found.length === 0 || found.includes(null)) {
    const exponent = { id: 'exponent', label: 'exponent b of w^−b', value: null, low: null, high: null }
    const verdict =
      used.length < FEWEST_SIZES
        ? `Fewer than three chunk sizes of the widest layer (${width}) lie from 2 w* = ${Math.ceil(2 * wStar)} on and below it: train wider ones.`
        : 'The errors of chunks on single test inputs are not known, so that no exponent is judged.'
    return { exponent, asymptote, factor: 0, from, points: points.map((point) => ({ ...point, used: false })), verdict, judgement: 'cannot tell' } // prettier-ignore
  }
  const judged = judge('error', `The excess error of chunks of ${width} neurons`)
  const loss = judge('crossEntropy', 'The excess cross-entropy')
  const crossEntropy = { ...loss.exponent, id: 'exponentOfCrossEntropy', label: 'exponent of the excess cross-entropy' } // prettier-ignore
  return {
    exponent: judged.exponent,
    asymptote,
    factor: judged.factor,
    from,
    points,
    verdict: `${judged.reason} ${sayCrossEntropy(crossEntropy)}`.trimEnd(),
    judgement: judged.verdict,
    crossEntropy,
  }
}
