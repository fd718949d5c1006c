/** Colours for values between two ends, in equal steps. */
export interface ColorSteps {
  readonly low: number
  readonly high: number
  readonly colors: readonly string[]
  readonly colorOf: (value: number) => string
  /** True if some values are beyond the ends. */
  readonly clamped: boolean
}

/**
 * Returns steps that end at a round number. `share` of the values are within the ends, so that one outlier does not
 * hide the differences of the others.
 */
export function colorSteps(
  values: readonly number[],
  colors: readonly string[],
  { signed = false, share = 1 } = {},
): ColorSteps {
  const sizes = values.map(Math.abs).sort((a, b) => a - b)
  const largest = sizes[Math.min(sizes.length - 1, Math.floor(share * sizes.length))] ?? 0
  const high = roundUp(largest > 0 ? largest : 1)
  const low = signed ? -high : 0
  const colorOf = (value: number) => {
    const step = Math.floor(((value - low) / (high - low)) * colors.length)
    return colors[Math.min(Math.max(step, 0), colors.length - 1)]
  }
  return { low, high, colors, colorOf, clamped: (sizes.at(-1) ?? 0) > high }
}

function roundUp(value: number): number {
  const power = Math.floor(Math.log10(value))
  const digits = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((step) => step * 10 ** power >= value * (1 - 1e-9))
  return Number(`${digits}e${power}`)
}
