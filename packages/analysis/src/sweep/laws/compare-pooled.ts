import { tPValue, tQuantile } from '../../statistics/intervals.ts'
import type { PooledSizes } from './pool-seeds.ts'

/** Ratio of the groups of two series at one width, with its test. */
export interface GroupsRatio {
  /** Groups of the first series over those of the second. */
  readonly ratio: number
  /** Smallest ratio that four of five such comparisons would tell from 1. */
  readonly least: number
  /** Two-sided p-value of Student's t. */
  readonly p: number
}

/** The 0.8 quantile of the standard normal distribution, for a power of 80 %. */
const POWER_QUANTILE = 0.8416

/**
 * Compares the groups of two series at a width that both have, by Student's t of the difference of their mean log w* with the
 * spread between seeds pooled over both series, and at least the draws' error. At least one series must have two seeds
 * of some width.
 */
export function comparePooled(first: PooledSizes, second: PooledSizes, width: number): GroupsRatio {
  const [a, b] = [first, second].map(({ means }) => means.find(({ x }) => x === Math.log(width))!)
  const both = [first, second]
  const freedom = both.reduce((sum, { within }) => sum + within.freedom, 0)
  const squares = both.reduce((sum, { within }) => sum + within.squares, 0)
  const variance = Math.max(squares / freedom, ...both.map(({ ofDraws }) => ofDraws))
  const error = Math.sqrt(variance * (1 / a.n + 1 / b.n))
  const difference = b.y - a.y
  return {
    ratio: Math.exp(difference),
    least: Math.exp((tQuantile(freedom) + POWER_QUANTILE) * error),
    p: tPValue(difference / error, freedom),
  }
}
