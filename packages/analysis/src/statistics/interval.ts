/** Percentile interval of the values that are defined: [low, high] holding `level` of them; nulls when none is. */
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
