import { differenceOf, summarize, type MeanDifference, type Summary } from './difference.ts'
import type { Series } from '../series.ts'

export interface LastValue {
  readonly series: Series
  readonly own: Summary
  /** Null for the baseline itself, and where either has no value. */
  readonly against: MeanDifference | null
  /** Number of runs left out because they diverged. */
  readonly diverged: number
}

/** Every line's last values beside those of one of them. */
export function compareLast(
  series: readonly Series[],
  base: Series,
  valueOf: ReadonlyMap<string, number | 'diverged' | null>,
  factors: ReadonlyMap<number, number>,
): LastValue[] {
  const valuesOf = ({ runs }: Series) => runs.map(({ id }) => valueOf.get(id) ?? null)
  const summaryOf = (each: Series) =>
    summarize(valuesOf(each).map((value) => (value === 'diverged' ? null : value)))
  const from = summaryOf(base)
  return series.map((each) => {
    const own = summaryOf(each)
    const diverged = valuesOf(each).filter((value) => value === 'diverged').length
    return {
      series: each,
      own,
      diverged,
      against: each.key === base.key ? null : differenceOf(from, own, factors),
    }
  })
}

/** The difference in words. */
export function verdict(against: MeanDifference | null): string {
  if (!against) return 'no value to compare'
  const { difference, significant } = against
  if (difference === 0) return 'the same'
  const way = difference > 0 ? '▲ higher' : '▼ lower'
  if (significant === null) return `${way}; too few seeds for a test`
  return significant ? `${way}, significant` : `${way}, not significant`
}
