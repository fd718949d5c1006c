type Rgb = readonly [red: number, green: number, blue: number]

const paper: Rgb = [255, 255, 255]
/** What is not defined. */
const nothing: Rgb = [226, 226, 226]
/** Purple above zero, orange below: a pair that readers with any colour vision tell apart. */
const above: Rgb = [84, 39, 136]
const below: Rgb = [179, 88, 6]

/** The value that gets the full colour: beyond the values of all but one pair in a hundred, for one would drown the rest. */
export function fullAt(values: readonly (number | null)[], side: number): number {
  const sizes = values
    .flatMap((value, i) => (value === null || i % (side + 1) === 0 ? [] : [Math.abs(value)]))
    .sort((a, b) => a - b)
  return sizes[Math.floor(0.99 * (sizes.length - 1))] || 1
}

/** Colour of a value, from white at zero to full at `full` and beyond. */
export function colorOf(value: number | null, full: number): Rgb {
  if (value === null || Number.isNaN(value)) return nothing
  const share = Math.min(1, Math.abs(value) / full)
  const towards = value < 0 ? below : above
  const mix = (i: 0 | 1 | 2) => Math.round(paper[i] + (towards[i] - paper[i]) * share)
  return [mix(0), mix(1), mix(2)]
}
