import { around, normalQuantile } from './interval.ts'
import { summarize } from './summarize.ts'
import { tPValue } from './t-quantile.ts'

/** Difference with its 95 % interval and the two-sided p-value against no difference. */
export interface TestedDifference {
  readonly difference: number
  readonly low: number | null
  readonly high: number | null
  readonly p: number | null
  /** Number of pairs, or of test inputs, that were compared. */
  readonly n: number
}

/**
 * Runs McNemar's exact test over `rows` inputs that two classifiers judge: `onlyFirst` inputs are right in the first
 * alone, `onlySecond` in the second alone. p is twice the smaller binomial tail of the discordant inputs at 1/2, at
 * most 1. The difference is error of the second minus error of the first; its interval is Wald's after half an input is
 * added to each cell of the 2 × 2 table (Agresti and Min, Statistics in Medicine 24, 2005).
 */
export function mcnemar(rows: number, onlyFirst: number, onlySecond: number): TestedDifference {
  const total = rows + 2
  const [b, c] = [onlyFirst + 0.5, onlySecond + 0.5]
  const centre = (b - c) / total
  const half = (normalQuantile * Math.sqrt(b + c - (b - c) ** 2 / total)) / total
  return {
    difference: (onlyFirst - onlySecond) / rows,
    low: Math.max(-1, centre - half),
    high: Math.min(1, centre + half),
    p: Math.min(1, 2 * lowerTail(onlyFirst + onlySecond, Math.min(onlyFirst, onlySecond))),
    n: rows,
  }
}

/**
 * Runs Student's paired t test on differences. The interval and p are null if there are fewer than two differences or
 * if they do not vary.
 */
export function pairedT(differences: readonly number[]): TestedDifference {
  const { n, mean, std, ci95 } = summarize(differences)
  const difference = mean!
  if (std === null || !(std > 0)) return { difference, low: null, high: null, p: null, n }
  return { difference, ...around(difference, ci95), p: tPValue((difference / std) * Math.sqrt(n), n - 1), n }
}

/** Returns P(X ≤ k) of a binomial of n halves, summed in logarithms because 2^−n underflows for large n. */
function lowerTail(n: number, k: number): number {
  let term = -n * Math.LN2
  let sum = 0
  for (let i = 0; i <= k; i++) {
    sum += Math.exp(term)
    term += Math.log((n - i) / (i + 1))
  }
  return sum
}
