type Rgb = readonly [red: number, green: number, blue: number]

const paper: Rgb = [255, 255, 255]
/** Colour of values that are not defined. */
const nothing: Rgb = [226, 226, 226]
/** Purple above zero, orange below: a pair that readers with any colour vision tell apart. */
const above: Rgb = [84, 39, 136]
const below: Rgb = [179, 88, 6]

/** The value that gets the full colour: beyond the values of all but one pair in a hundred, for one would drown the rest. */
export function fullAt(values: readonly (number | null)[], side: number): number {
  const sizes = new Float64Array(side * side)
  let count = 0
  for (let i = 0; i < sizes.length; i++) {
    const value = values[i] ?? Number.NaN
    if (!Number.isNaN(value) && i % (side + 1) !== 0) sizes[count++] = Math.abs(value)
  }
  const sorted = sizes.subarray(0, count).sort()
  return sorted[Math.floor(0.99 * (count - 1))] || 1
}

/** Colour of a value, from white at zero to full at `full` and beyond; grey for NaN. */
export function colorOf(value: number, full: number): Rgb {
  if (Number.isNaN(value)) return nothing
  const share = Math.min(1, Math.abs(value) / full)
  const towards = value < 0 ? below : above
  const mix = (i: 0 | 1 | 2) => Math.round(paper[i] + (towards[i] - paper[i]) * share)
  return [mix(0), mix(1), mix(2)]
}

/** Shades of either sign: more than a screen shows. */
const shades = 255

/** Pixels of values as ImageData keeps them: red, green, blue and opacity of each, by a table of all shades. */
export function colorPixels(values: Float32Array, full: number): Uint8ClampedArray<ArrayBuffer> {
  const table = Uint8Array.from({ length: 3 * (2 * shades + 1) }, (_, i) => {
    const shade = Math.floor(i / 3) - shades
    return colorOf(shade / shades, 1)[i % 3]
  })
  const pixels = new Uint8ClampedArray(4 * values.length)
  for (let i = 0; i < values.length; i++) {
    const at = 4 * i
    const value = values[i]
    pixels[at + 3] = 255
    if (Number.isNaN(value)) {
      pixels.set(nothing, at)
      continue
    }
    const share = Math.max(-1, Math.min(1, value / full))
    const from = 3 * (Math.round(share * shades) + shades)
    pixels[at] = table[from]
    pixels[at + 1] = table[from + 1]
    pixels[at + 2] = table[from + 2]
  }
  return pixels
}
