import { tQuantile } from './intervals.ts'
import { meanOf } from './summarize.ts'

/** Mean of a sample of positive values with its 95 % interval; nulls where it is not known. */
export interface PooledMean {
  readonly mean: number | null
  readonly low: number | null
  readonly high: number | null
  readonly n: number
}

/**
 * Returns the mean of each sample with a 95 % interval from the relative spread that all samples have in common: the variance
 * of their logarithms is pooled, with Student's t of its degrees of freedom, so that samples of two values have an interval of use.
 * No interval where all samples are single values. Values must be positive; others have no logarithm and leave the pool.
 */
export function poolRelative(samples: readonly (readonly (number | null)[])[]): PooledMean[] {
  const known = samples.map((values) => values.filter((value) => value !== null))
  let [squares, freedom] = [0, 0]
  for (const values of known) {
    const logs = values.filter((value) => value > 0).map(Math.log)
    const centre = meanOf(logs) ?? 0
    squares += logs.reduce((sum, log) => sum + (log - centre) ** 2, 0)
    freedom += Math.max(0, logs.length - 1)
  }
  const half = freedom > 0 ? tQuantile(freedom) * Math.sqrt(squares / freedom) : null
  return known.map((values) => {
    const mean = meanOf(values)
    const n = values.length
    if (mean === null || half === null || !(mean > 0)) return { mean, low: null, high: null, n }
    const factor = Math.exp(half / Math.sqrt(n))
    return { mean, low: mean / factor, high: mean * factor, n }
  })
}
