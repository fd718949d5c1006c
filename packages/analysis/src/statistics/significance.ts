import erfc from '@stdlib/math-base-special-erfc'
import { around, normalQuantile, tPValue, tQuantile } from './intervals.ts'
import { summarize } from './summarize.ts'

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

/** Mean with its standard error and the degrees of freedom of that error. */
export interface Estimate {
  readonly mean: number
  readonly error: number
  readonly freedom: number
}

/** Estimates the mean of a sample; null if there are fewer than two values. */
export function estimateMean(values: readonly number[]): Estimate | null {
  const { n, mean, std } = summarize(values)
  return mean === null || std === null ? null : { mean, error: std / Math.sqrt(n), freedom: n - 1 }
}

/**
 * Returns first minus second with Welch's interval and p (Biometrika 34, 1947; degrees of freedom by Satterthwaite's
 * formula). The interval and p are null if neither varies.
 */
export function welch(first: Estimate, second: Estimate): Omit<TestedDifference, 'n'> {
  const difference = first.mean - second.mean
  const [a, b] = [first.error ** 2, second.error ** 2]
  if (!(a + b > 0)) return { difference, low: null, high: null, p: null }
  const freedom = (a + b) ** 2 / (a ** 2 / first.freedom + b ** 2 / second.freedom)
  const error = Math.sqrt(a + b)
  const ends = around(difference, tQuantile(freedom) * error)
  return { difference, ...ends, p: tPValue(difference / error, freedom) }
}

/**
 * Returns the two-sided p-value against independence of a correlation `rho` over `rows` samples after `removed`
 * regressors were fitted and subtracted, by Fisher's transform: artanh ρ · √(rows − removed − 3) is standard normal.
 */
export function correlationPValue(rho: number, rows: number, removed: number): number {
  const freedom = rows - removed - 3
  if (freedom < 1) return 1
  return normalPValue(Math.atanh(Math.min(Math.abs(rho), 1 - 1e-15)) * Math.sqrt(freedom))
}

/** Returns the two-sided p-value of a value of the standard normal distribution. */
export function normalPValue(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2)
}

/**
 * Returns the threshold of Benjamini and Hochberg's procedure (J. R. Stat. Soc. B 57, 1995): hypotheses with a p-value
 * at or below it are rejected, and the expected share of false rejections is at most `rate`. −1 if no hypothesis is
 * rejected.
 */
export function falseDiscoveryThreshold(pValues: Float64Array, rate: number): number {
  const sorted = pValues.toSorted()
  for (let i = sorted.length - 1; i >= 0; i--) {
    if (sorted[i] <= (rate * (i + 1)) / sorted.length) return sorted[i]
  }
  return -1
}
