/**
 * Returns the percentile interval [low, high] that holds the share `level` of the defined values; nulls if no value is
 * defined.
 */
export function percentileInterval(
  values: readonly (number | null)[],
  level = 0.95,
): [number | null, number | null] {
  const sorted = values.filter((value) => value !== null).toSorted((a, b) => a - b)
  if (sorted.length === 0) return [null, null]
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))]
  return [at((1 - level) / 2), at((1 + level) / 2)]
}

/** The 0.975 quantile of the standard normal distribution: half a 95 % interval, in standard errors. */
export const normalQuantile = 1.959963984540054

/** Returns the ends of value ± half; nulls if either is null. */
export function around(
  value: number | null,
  half: number | null,
): { readonly low: number | null; readonly high: number | null } {
  if (value === null || half === null) return { low: null, high: null }
  return { low: value - half, high: value + half }
}
