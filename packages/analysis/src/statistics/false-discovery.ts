import erfc from '@stdlib/math-base-special-erfc'

/**
 * Returns the two-sided p-value against independence of a correlation `rho` over `rows` samples after `removed`
 * regressors were fitted and subtracted, by Fisher's transform: artanh ρ · √(rows − removed − 3) is standard normal.
 */
export function correlationPValue(rho: number, rows: number, removed: number): number {
  const freedom = rows - removed - 3
  if (freedom < 1) return 1
  const z = Math.atanh(Math.min(Math.abs(rho), 1 - 1e-15)) * Math.sqrt(freedom)
  return erfc(z / Math.SQRT2)
}

/**
 * Returns the threshold of Benjamini and Hochberg's procedure (J. R. Stat. Soc. B 57, 1995): hypotheses with a p-value
 * at or below it are rejected, and the expected share of false rejections is at most `rate`. −1 if no hypothesis is
 * rejected.
 */
export function falseDiscoveryThreshold(pValues: Float64Array, rate: number): number {
  const sorted = pValues.toSorted()
  for (let i = sorted.length - 1; i >= 0; i--) {
    if (sorted[i] <= (rate * (i + 1)) / sorted.length) return sorted[i]
  }
  return -1
}
