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
