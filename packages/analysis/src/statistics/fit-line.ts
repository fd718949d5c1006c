export interface LineFit {
  readonly slope: number
  readonly intercept: number
  /** Standard error of the slope; null if there are fewer than three points. */
  readonly slopeError: number | null
  /** Residual sum of squares. */
  readonly residual: number
  /** Coefficient of determination; null if y does not vary. */
  readonly r2: number | null
}

/** Fits a line to y over x by ordinary least squares; null if there are fewer than two distinct x. */
export function fitLine(x: readonly number[], y: readonly number[]): LineFit | null {
  const n = x.length
  const meanX = x.reduce((a, b) => a + b, 0) / n
  const meanY = y.reduce((a, b) => a + b, 0) / n
  const sxx = x.reduce((a, v) => a + (v - meanX) ** 2, 0)
  if (n < 2 || sxx === 0) return null
  const sxy = x.reduce((a, v, i) => a + (v - meanX) * (y[i] - meanY), 0)
  const syy = y.reduce((a, v) => a + (v - meanY) ** 2, 0)
  const slope = sxy / sxx
  const intercept = meanY - slope * meanX
  const residual = x.reduce((a, v, i) => a + (y[i] - intercept - slope * v) ** 2, 0)
  return {
    slope,
    intercept,
    slopeError: n > 2 ? Math.sqrt(residual / (n - 2) / sxx) : null,
    residual,
    r2: syy > 0 ? 1 - residual / syy : null,
  }
}
