import type { Gram } from '../backend.ts'
import type { RawGram } from './gram-device.ts'

/**
 * Share of its mean's square below which a column's variance is float32 rounding, so that the column counts as
 * constant.
 */
const constantShare = 2 ** -46

/** Subtracts N δδᵀ, where δ is the mean of the shifted columns, and mirrors the upper triangle; in place. */
export function centreGram(raw: RawGram, shift: Float64Array, rows: number, rounding: number): Gram {
  const width = shift.length
  const { values, sums } = raw
  const offset = sums.map((sum) => sum / rows)
  let amplification = 1
  for (let i = 0; i < width; i++) {
    const before = values[i * width + i]
    const scaled = rows * offset[i]
    if (scaled !== 0) for (let j = i; j < width; j++) values[i * width + j] -= scaled * offset[j]
    // A sum of squares is not negative, but its rounded value may be.
    if (values[i * width + i] < 0) values[i * width + i] = 0
    const after = values[i * width + i]
    const size = shift[i] + offset[i]
    if (after > constantShare * rows * size * size) amplification = Math.max(amplification, before / after)
  }
  mirror(values, width)
  const mean = shift.map((value, i) => value + offset[i])
  return { width, rows, mean, values, resolution: rounding * amplification }
}

/** Copies the upper triangle to the lower one, tile by tile, because whole columns would miss the cache. */
function mirror(values: Float64Array, width: number): void {
  // Doubles in a cache line: a larger tile of rows a power of two apart would exceed the cache's associativity.
  const tile = 8
  for (let top = 0; top < width; top += tile) {
    for (let left = top; left < width; left += tile) {
      for (let i = top; i < Math.min(top + tile, width); i++) {
        for (let j = Math.max(left, i + 1); j < Math.min(left + tile, width); j++) {
          values[j * width + i] = values[i * width + j]
        }
      }
    }
  }
}
