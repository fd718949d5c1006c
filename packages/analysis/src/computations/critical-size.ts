import { createUniform } from '@mitoscope/tensor/random'
import { percentileInterval, resample } from '../statistics/intervals.ts'
import { meanOf } from '../statistics/summarize.ts'
import type { Context } from './context.ts'
import { residualDraws, residualDrawsAt } from './residual-draws.ts'

const RESAMPLES = 1000
const REFINING_SIZES = 7

/** w*(τ) with its 95 % interval over draws, sizes refined around the crossing. */
export async function criticalSize(context: Context, count: number, threshold: number) {
  const coarse = await residualDraws(context, count)
  const means = coarse.r2.map((draws) => meanOf(draws))
  const at = means.findIndex((mean) => mean !== null && mean >= threshold)
  let sizes = context.sizes
  let residuals = coarse
  if (at > 0) {
    const finer = sizesBetween(sizes[at - 1], sizes[at], REFINING_SIZES)
    if (finer.length > 0) {
      sizes = [...sizes.slice(0, at), ...finer, ...sizes.slice(at)]
      const inner = await residualDrawsAt(context, finer, count)
      residuals = { ...coarse, r2: [...coarse.r2.slice(0, at), ...inner.r2, ...coarse.r2.slice(at)] }
    }
  }
  const { r2, draws } = residuals
  const wStar = crossing(sizes, r2.map((row) => meanOf(row)), threshold) // prettier-ignore
  const random = createUniform(1)
  const resampled = Array.from({ length: RESAMPLES }, () => {
    const picked = resample(draws, random)
    return crossing(sizes, r2.map((row) => meanOf(row, picked)), threshold) // prettier-ignore
  })
  const [low, high] = draws > 1 ? percentileInterval(resampled) : [null, null]
  return { wStar, low, high, perDraw: draws, residuals, sizes }
}

/**
 * Returns the size at which a curve first reaches `level`, linear in log size between the two sizes around
 * it; null if the curve never does. `rising`: true if the level is approached from below (R²), false if from
 * above (errors). Sizes must be ascending.
 */
export function crossing(
  sizes: readonly number[],
  values: readonly (number | null)[],
  level: number,
  rising = true,
): number | null {
  const reached = (value: number | null) => value !== null && (rising ? value >= level : value <= level)
  const at = values.findIndex(reached)
  if (at < 0) return null
  const before = values[at - 1]
  if (at === 0 || before === null) return sizes[at]
  const share = (level - before) / (values[at]! - before)
  return sizes[at - 1] * (sizes[at] / sizes[at - 1]) ** share
}

/** Returns at most `count` integer sizes between two others, both excluded, evenly spaced in log. */
export function sizesBetween(low: number, high: number, count: number): number[] {
  const inner = Array.from({ length: count }, (_, i) =>
    Math.round(low * (high / low) ** ((i + 1) / (count + 1))),
  )
  return [...new Set(inner)].filter((size) => size > low && size < high)
}
