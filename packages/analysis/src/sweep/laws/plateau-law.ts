import type { WidthMean } from './pool-seeds.ts'

/**
 * The law with a plateau, w*(W) = min(s · W, P) with s ≤ 1, in logarithms: y = level + min(x − critical, 0). `level` is
 * log P, `critical` the logarithm of the critical width P / s.
 */
export interface PlateauLaw {
  readonly level: number
  readonly critical: number
  /** Sum over runs of squared deviations of the widths' means from the law. */
  readonly residual: number
}

/** The law without a plateau, w*(W) = c · W^α, in logarithms: y = intercept + exponent · x. */
export interface PowerLaw {
  readonly exponent: number
  readonly intercept: number
  readonly residual: number
}

/** Fits the law with a plateau to means of log w* by least squares, weighted by their runs. */
export function fitPlateau(means: readonly WidthMean[]): PlateauLaw {
  let best = { level: 0, critical: 0, residual: Infinity }
  const consider = (level: number, critical: number) => {
    const residual = residualAt(means, level, critical)
    if (residual < best.residual) best = { level, critical, residual }
  }
  // Between two neighbouring widths the sum is a quadratic of both parameters: its minimum is inside, or on an edge.
  for (let split = 0; split < means.length; split++) {
    const below = averageOf(means, 0, split, ({ x, y }) => y - x)
    const above = averageOf(means, split, means.length, ({ y }) => y)
    const [from, to] = [split > 0 ? means[split - 1].x : -Infinity, means[split].x]
    const free = above - below
    if (split > 0 && below <= 0 && free >= from && free <= to) consider(above, free)
    if (split > 0) consider(clamp(above, from, to), clamp(above, from, to))
    consider(levelAt(means, to), to)
  }
  return best
}

/** Fits the law without a plateau by least squares, weighted by the runs. */
export function fitPowerLaw(means: readonly WidthMean[]): PowerLaw {
  const meanX = averageOf(means, 0, means.length, ({ x }) => x)
  const meanY = averageOf(means, 0, means.length, ({ y }) => y)
  let [sxx, sxy] = [0, 0]
  for (const { x, y, n } of means) {
    sxx += n * (x - meanX) ** 2
    sxy += n * (x - meanX) * (y - meanY)
  }
  const exponent = sxy / sxx
  const intercept = meanY - exponent * meanX
  const residual = means.reduce((sum, { x, y, n }) => sum + n * (y - intercept - exponent * x) ** 2, 0)
  return { exponent, intercept, residual }
}

/** Returns the smallest residual of laws with this critical width, at most the level with s ≤ 1. */
export function residualOfCritical(means: readonly WidthMean[], critical: number): number {
  return residualAt(means, levelAt(means, critical), critical)
}

/** Returns the smallest residual of laws with this level. */
export function residualOfLevel(means: readonly WidthMean[], level: number): number {
  let least = residualAt(means, level, Math.max(level, means[0].x))
  for (let split = 1; split <= means.length; split++) {
    const below = averageOf(means, 0, split, ({ x, y }) => y - x)
    const from = Math.max(level, means[split - 1].x)
    const to = split < means.length ? means[split].x : Infinity
    if (from <= to) least = Math.min(least, residualAt(means, level, clamp(level - below, from, to)))
  }
  return least
}

/** Returns the best level at a critical width; no larger than it, since a chunk is no larger than its layer. */
function levelAt(means: readonly WidthMean[], critical: number): number {
  const level = averageOf(means, 0, means.length, ({ x, y }) => y - Math.min(x - critical, 0))
  return Math.min(level, critical)
}

function residualAt(means: readonly WidthMean[], level: number, critical: number): number {
  let sum = 0
  for (const { x, y, n } of means) sum += n * (y - level - Math.min(x - critical, 0)) ** 2
  return sum
}

function averageOf(
  means: readonly WidthMean[],
  from: number,
  to: number,
  of: (mean: WidthMean) => number,
): number {
  let [sum, count] = [0, 0]
  for (let i = from; i < to; i++) {
    sum += means[i].n * of(means[i])
    count += means[i].n
  }
  return sum / count
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}
