/**
 * Where a curve over sizes first reaches `level`, linear in log size between the two sizes around it; null when it
 * never does. `rising`: from below (R²) or from above (errors). Sizes ascending.
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

/** At most `count` whole sizes spread evenly in log between two others, ends excluded. */
export function sizesBetween(low: number, high: number, count: number): number[] {
  const inner = Array.from({ length: count }, (_, i) =>
    Math.round(low * (high / low) ** ((i + 1) / (count + 1))),
  )
  return [...new Set(inner)].filter((size) => size > low && size < high)
}
