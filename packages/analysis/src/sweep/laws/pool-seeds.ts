import { normalQuantile, tQuantile } from '../../statistics/intervals.ts'
import type { Scalar } from '../../shapes/scalar.ts'
import type { RunAnalysis } from '../sweep-report.ts'

/** Runs' sizes of groups, as far as they are known. */
export type SizedRun = Pick<RunAnalysis, 'width' | 'wStar' | 'low' | 'high'>

/** Mean of log w* over the seeds of one width. */
export interface WidthMean {
  /** Logarithm of the width. */
  readonly x: number
  /** Mean of log w*. */
  readonly y: number
  /** Number of runs. */
  readonly n: number
}

/** The same with the spread of the width. */
export interface WidthSpread extends WidthMean {
  /** Variance of a run's log w* by the runs of this width alone; null with one run. */
  readonly variance: number | null
}

/** Means of log w* by width, and the error of one run around its mean. */
export interface PooledSizes {
  readonly means: readonly WidthSpread[]
  /** Variance of one run's log w*, from its seed and its draws together. */
  readonly variance: number
  /** Degrees of freedom of the variance; infinite where the error of the draws, which many draws tell, decides. */
  readonly freedom: number
  /** Sum over widths of the squared deviations from their means, and its degrees of freedom; 0 with one seed. */
  readonly within: { readonly squares: number; readonly freedom: number }
  /** Variance of a run's log w* over its draws, mean over runs. */
  readonly ofDraws: number
  /** Half a 95 % interval of one run, in its standard errors. */
  readonly quantile: number
}

/** Resolution of w*: relative error of the interpolation between the chunk sizes around it. */
const RESOLUTION = 0.005

/** Number of groups from which a layer counts as split, and so many degrees of freedom tell the spread of those alone. */
const [SPLIT, FEWEST_FREEDOM] = [1.25, 3]

/**
 * Pools the spread of log w* between seeds over widths, so that two or three seeds per width give a variance that is
 * known well enough: its degrees of freedom are the number of runs minus the number of widths. Layers of one group hardly
 * spread, as w* is at most the width; the widths that split are pooled by themselves where they tell enough, or the interval
 * of the widest, which all conclusions are about, would be far too narrow (it held 80 % where the spread rose from 0.7 to 4 %). The draws' error is part of
 * that spread; where the spread comes out below it, which happens by chance, the draws' error takes its place. With one
 * seed per width only the draws' error is known.
 */
export function poolSeeds(runs: readonly SizedRun[]): PooledSizes {
  const known = runs.filter(({ wStar }) => wStar !== null)
  const total = { all: { squares: 0, freedom: 0 }, split: { squares: 0, freedom: 0 } }
  const widths = [...new Set(known.map(({ width }) => width))].toSorted((a, b) => a - b)
  const means = widths.map((width) => {
    const logs = known.filter((run) => run.width === width).map(({ wStar }) => Math.log(wStar!))
    const y = logs.reduce((sum, log) => sum + log, 0) / logs.length
    const squares = logs.reduce((sum, log) => sum + (log - y) ** 2, 0)
    const isSplit = Math.log(width) - y >= Math.log(SPLIT)
    for (const each of isSplit ? [total.all, total.split] : [total.all]) {
      each.squares += squares
      each.freedom += logs.length - 1
    }
    const variance = logs.length > 1 ? squares / (logs.length - 1) : null
    return { x: Math.log(width), y, n: logs.length, variance }
  })
  const { squares, freedom } = total.split.freedom >= FEWEST_FREEDOM ? total.split : total.all
  const ofDraws = known.reduce((sum, run) => sum + varianceOfDraws(run), 0) / Math.max(1, known.length)
  const ofSeeds = freedom > 0 ? squares / freedom : 0
  const within = { squares, freedom }
  return ofSeeds > ofDraws
    ? { means, variance: ofSeeds, freedom, within, ofDraws, quantile: tQuantile(freedom) }
    : { means, variance: ofDraws, freedom: Infinity, within, ofDraws, quantile: normalQuantile }
}

/** Returns the variance of a run's log w* over its draws, from its 95 % interval over draws. */
function varianceOfDraws({ low, high }: SizedRun): number {
  const error = low === null || high === null ? 0 : Math.log(high / low) / (2 * normalQuantile)
  return Math.max(RESOLUTION, error) ** 2
}

/**
 * Returns w* of a width, the geometric mean over its seeds, with its 95 % interval; nulls if no run of that width has
 * one. Where the width's own spread is larger than the pooled one it counts: layers may spread the more the wider they
 * are (by simulation the pooled spread alone held the widest in 79 % where it rose fourfold, this one in 88 %).
 */
export function sizeOfWidth(
  { means, variance, freedom, quantile }: PooledSizes,
  width: number,
): Pick<Scalar, 'value' | 'low' | 'high'> {
  const mean = means.find(({ x }) => x === Math.log(width))
  if (!mean) return { value: null, low: null, high: null }
  const own = freedom < Infinity ? (mean.variance ?? 0) : 0
  const half = quantile * Math.sqrt(Math.max(variance, own) / mean.n)
  // A chunk is no larger than its layer.
  const atMost = (log: number) => Math.min(width, Math.exp(log))
  return { value: Math.exp(mean.y), low: Math.exp(mean.y - half), high: atMost(mean.y + half) }
}
