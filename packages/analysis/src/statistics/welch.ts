import type { TestedDifference } from './paired-test.ts'
import { around } from './interval.ts'
import { summarize } from './summarize.ts'
import { tPValue, tQuantile } from './t-quantile.ts'

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
