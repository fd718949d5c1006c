import { tQuantile } from '../../statistics/intervals.ts'
import { summarize } from '../../statistics/summarize.ts'
import { SPLIT } from './training-histories.ts'

/** Groups of runs of one width that differ by their seeds, at the same stage of the training. */
export interface GroupsOfCell {
  /** Geometric mean over seeds. */
  readonly value: number
  /** Ends of the interval; null where no spread over seeds is known. */
  readonly low: number | null
  readonly high: number | null
  /** Number of groups that POWER of equal sweeps would tell from fewer than SPLIT; null without a spread. */
  readonly detectable: number | null
}

/** Groups of runs of one width and kind, one number per seed. */
export interface SeedsOfCell {
  readonly kind: string
  readonly groups: readonly number[]
}

/** Share of equal sweeps that finds what is detectable. */
export const POWER = 0.8

/**
 * Returns means over seeds with simultaneous 95 % intervals. Seeds spread by a factor, so that everything is computed on
 * logarithms, whose spread is pooled over the widths of a kind that hold about as many groups: one group, or more (two or
 * three seeds alone say little of their spread). Where a width's own spread is larger it counts.
 * Student's t with the degrees of freedom of the pool, shared among the widths that have an interval (Bonferroni).
 */
export function groupsOfCells(cells: readonly SeedsOfCell[]): GroupsOfCell[] {
  const logs = cells.map(({ kind, groups }) => ({ kind, ...summarize(groups.map(Math.log)) }))
  const isSplit = (mean: number) => mean >= Math.log(SPLIT) / 2
  const tests = logs.filter(({ std }) => std !== null).length
  return logs.map(({ kind, mean, std, n }) => {
    const value = Math.exp(mean!)
    if (std === null) return { value, low: null, high: null, detectable: null }
    const pool = logs.filter(
      (other) => other.kind === kind && other.std !== null && isSplit(other.mean!) === isSplit(mean!),
    )
    const freedom = pool.reduce((sum, other) => sum + other.n - 1, 0)
    const variance = pool.reduce((sum, other) => sum + (other.n - 1) * other.std! ** 2, 0) / freedom
    const error = Math.max(std, Math.sqrt(variance)) / Math.sqrt(n)
    const half = tQuantile(freedom, 1 - 0.025 / tests) * error
    return {
      value,
      // A layer is one group at least.
      low: Math.max(1, value * Math.exp(-half)),
      high: value * Math.exp(half),
      detectable: SPLIT * Math.exp(half + tQuantile(freedom, POWER) * error),
    }
  })
}
