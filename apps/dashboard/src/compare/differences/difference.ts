import type { Curves } from '../curves/curves.ts'
import type { Series } from '../series.ts'

interface Summary {
  readonly n: number
  readonly mean: number | null
  readonly sem: number | null
  readonly std: number | null
}

/** Mean and spread of what is there. */
export function summarize(values: readonly (number | null)[]): Summary {
  const known = values.filter((value) => value !== null)
  const n = known.length
  if (n === 0) return { n, mean: null, sem: null, std: null }
  const mean = known.reduce((sum, value) => sum + value, 0) / n
  if (n === 1) return { n, mean, sem: null, std: null }
  const std = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1))
  return { n, mean, sem: std / Math.sqrt(n), std }
}

/**
 * Student's 0.975 quantiles by how many values a mean is over, as the server used them:
 * half a 95 % interval in standard errors. Where they cannot be told, they are missing.
 */
export function tFactors(all: readonly Curves[]): ReadonlyMap<number, number> {
  const factors = new Map<number, number>()
  for (const { n, sem, ci95 } of all) {
    n.forEach((count, i) => {
      const [error, half] = [sem[i], ci95[i]]
      if (!factors.has(count) && error && half) factors.set(count, half / error)
    })
  }
  return factors
}

interface MeanDifference {
  readonly difference: number
  /** Half of the 95 % interval; null where there are no two runs on both sides. */
  readonly half: number | null
  /** True if 0 lies outside the interval; null without an interval. */
  readonly significant: boolean | null
}

/**
 * The difference of two means. Its standard error is Welch's (variances need not be equal); the interval takes
 * Student's t at the degrees of freedom of the smaller group, which Welch's are never below: so it is never too narrow.
 */
export function differenceOf(
  from: Summary,
  to: Summary,
  factors: ReadonlyMap<number, number>,
): MeanDifference | null {
  if (from.mean === null || to.mean === null) return null
  const difference = to.mean - from.mean
  const factor = factors.get(Math.min(from.n, to.n))
  if (from.sem === null || to.sem === null || factor === undefined)
    return { difference, half: null, significant: null }
  const half = factor * Math.hypot(from.sem, to.sem)
  return { difference, half, significant: Math.abs(difference) > half }
}

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
