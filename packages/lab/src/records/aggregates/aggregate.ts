import { tQuantile } from '@mitoscope/analysis'

/** Mean and spread of one number over runs that differ only by chance and did not diverge. */
export interface Aggregate {
  readonly n: number
  readonly mean: number | null
  /** Sample standard deviation (n − 1); null with fewer than two values. */
  readonly std: number | null
  /** Standard error of the mean. */
  readonly sem: number | null
  /** Half width of the 95 % confidence interval of the mean by Student's t. */
  readonly ci95: number | null
  readonly min: number | null
  readonly max: number | null
  /**
   * Ids of the runs left out because they diverged: a loss, or the metric itself, was not finite at its last
   * step.
   */
  readonly divergedRuns: readonly string[]
  /** Number of control runs left out, because there are other runs. */
  readonly controls: number
  /** Number of runs left out because a newer one of the same seed has a value. */
  readonly repeats: number
}

export const emptyAggregate: Aggregate = {
  n: 0,
  mean: null,
  std: null,
  sem: null,
  ci95: null,
  min: null,
  max: null,
  divergedRuns: [],
  controls: 0,
  repeats: 0,
}

/**
 * Columns of a statement: n, mean, standard deviation, minimum, maximum, the ids of runs that diverged by seed, and the numbers of controls and of
 * repeated runs left out.
 */
export type Moments = readonly [
  number,
  number | null,
  number | null,
  number | null,
  number | null,
  readonly (readonly string[])[],
  number,
  number,
]

export function toAggregate([n, mean, std, min, max, diverged, controls, repeats]: Moments): Aggregate {
  const sem = std === null ? null : std / Math.sqrt(n)
  const ci95 = sem === null ? null : tQuantile(n - 1) * sem
  return { n, mean, std, sem, ci95, min, max, divergedRuns: diverged.flat(), controls, repeats }
}
