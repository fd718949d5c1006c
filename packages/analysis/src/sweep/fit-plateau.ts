import { fitLine } from '../statistics/fit-line.ts'

/** w*(W) = min(s · W, P): proportional to the layer up to the critical width P / s, constant beyond. */
export interface Plateau {
  /** s: w* / W below the critical width. */
  readonly share: number
  /** P: w* on the plateau. */
  readonly level: number
  /** Residual sum of squares in log w*. */
  readonly residual: number
}

/** w*(W) = c · W^α, the law without a plateau. */
export interface PowerLaw {
  readonly exponent: number
  readonly factor: number
  readonly residual: number
}

/** Least squares in log w* of the law with a plateau, over every split of the widths; null with fewer than two points. */
export function fitPlateau(widths: readonly number[], sizes: readonly number[]): Plateau | null {
  if (widths.length < 2) return null
  const x = widths.map(Math.log)
  const y = sizes.map(Math.log)
  let best: Plateau | null = null
  // Between two neighbouring widths the points below fix s and those above fix P; the best split wins.
  for (const split of [...new Set(widths)].toSorted((a, b) => a - b)) {
    const below = x.map((_, i) => i).filter((i) => widths[i] < split)
    const above = x.map((_, i) => i).filter((i) => widths[i] >= split)
    const level = mean(above.map((i) => y[i]))
    // w* ≤ W always, so a layer narrower than all that were seen is one group.
    const share = below.length
      ? Math.min(0, mean(below.map((i) => y[i] - x[i])))
      : Math.min(0, level - Math.log(split))
    const residual = x.reduce((sum, v, i) => sum + (y[i] - Math.min(share + v, level)) ** 2, 0)
    if (!best || residual < best.residual) best = { share: Math.exp(share), level: Math.exp(level), residual }
  }
  return best
}

/** Least squares in log w* of a power law; null with fewer than two different widths. */
export function fitPowerLaw(widths: readonly number[], sizes: readonly number[]): PowerLaw | null {
  const line = fitLine(widths.map(Math.log), sizes.map(Math.log))
  return line && { exponent: line.slope, factor: Math.exp(line.intercept), residual: line.residual }
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length
}
