import erfc from '@stdlib/math-base-special-erfc'

/**
 * Two-sided p-value of a correlation `rho` over `rows` samples after `removed` regressors were fitted out, against
 * independence, by Fisher's transform: artanh ρ · √(rows − removed − 3) is standard normal.
 */
export function correlationPValue(rho: number, rows: number, removed: number): number {
  const freedom = rows - removed - 3
  if (freedom < 1) return 1
  const z = Math.atanh(Math.min(Math.abs(rho), 1 - 1e-15)) * Math.sqrt(freedom)
  return erfc(z / Math.SQRT2)
}

/**
 * Benjamini and Hochberg's procedure (J. R. Stat. Soc. B 57, 1995): the largest p-value at or below which hypotheses
 * are rejected so that the expected share of false ones among them is at most `rate`; −1 when none is.
 */
export function falseDiscoveryThreshold(pValues: Float64Array, rate: number): number {
  const sorted = pValues.toSorted()
  for (let i = sorted.length - 1; i >= 0; i--) {
    if (sorted[i] <= (rate * (i + 1)) / sorted.length) return sorted[i]
  }
  return -1
}
