import { fitLine } from '../statistics/fit-line.ts'

/**
 * The law with a plateau, w*(W) = min(s · W, P): proportional to the layer up to the critical width P / s, constant
 * beyond.
 */
export interface Plateau {
  /** Ratio s = w* / W below the critical width. */
  readonly share: number
  /** Plateau P, the value of w* beyond the critical width. */
  readonly level: number
  /** Residual sum of squares in log w*. */
  readonly residual: number
}

/** The law without a plateau, w*(W) = c · W^α. */
export interface PowerLaw {
  readonly exponent: number
  readonly factor: number
  readonly residual: number
}

/**
 * Fits the law with a plateau by least squares in log w*, over every split of the widths; null if there are fewer than
 * two points.
 */
export function fitPlateau(widths: readonly number[], sizes: readonly number[]): Plateau | null {
  if (widths.length < 2) return null
  const x = widths.map(Math.log)
  const y = sizes.map(Math.log)
  let best: Plateau | null = null
  // Between two neighbouring widths, the points below fix s and those above fix P; the split of smallest residual wins.
  for (const split of [...new Set(widths)].toSorted((a, b) => a - b)) {
    const below = x.map((_, i) => i).filter((i) => widths[i] < split)
    const above = x.map((_, i) => i).filter((i) => widths[i] >= split)
    const level = mean(above.map((i) => y[i]))
    // As w* is at most W, a layer narrower than all analysed ones is a single group.
    const share = below.length
      ? Math.min(0, mean(below.map((i) => y[i] - x[i])))
      : Math.min(0, level - Math.log(split))
    const residual = x.reduce((sum, v, i) => sum + (y[i] - Math.min(share + v, level)) ** 2, 0)
    if (!best || residual < best.residual) best = { share: Math.exp(share), level: Math.exp(level), residual }
  }
  return best
}

/** Fits a power law by least squares in log w*; null if there are fewer than two different widths. */
export function fitPowerLaw(widths: readonly number[], sizes: readonly number[]): PowerLaw | null {
  const line = fitLine(widths.map(Math.log), sizes.map(Math.log))
  return line && { exponent: line.slope, factor: Math.exp(line.intercept), residual: line.residual }
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length
}
