import type { Picture } from './decode-picture.ts'

/**
 * The centre square of a picture, scaled to `size` × `size` pixels: its shorter side becomes `size`, with a triangle filter
 * that widens where the picture shrinks, so that no pixel is left out (as Pillow's BILINEAR and torchvision's antialiased
 * Resize and CenterCrop do). Values 0 … 255, [size, size, 3].
 */
export function fitPicture({ rows, columns, values }: Picture, size: number): Uint8Array {
  const shorter = Math.min(rows, columns)
  // Only the square's rows and columns are computed; the filter reaches beyond them, as it does in the whole picture.
  const across = listWeights(columns, shorter, size)
  const down = listWeights(rows, shorter, size)
  const narrow = new Float64Array(rows * size * 3)
  for (let row = 0; row < rows; row++)
    for (let x = 0; x < size; x++) {
      const { first, weights } = across[x]
      for (let c = 0; c < 3; c++) {
        let sum = 0
        for (let k = 0; k < weights.length; k++)
          sum += weights[k] * values[3 * (row * columns + first + k) + c]
        narrow[3 * (row * size + x) + c] = sum
      }
    }
  const result = new Uint8Array(size * size * 3)
  for (let y = 0; y < size; y++) {
    const { first, weights } = down[y]
    for (let i = 0; i < 3 * size; i++) {
      let sum = 0
      for (let k = 0; k < weights.length; k++) sum += weights[k] * narrow[3 * (first + k) * size + i]
      result[3 * y * size + i] = Math.round(sum)
    }
  }
  return result
}

interface Taps {
  readonly first: number
  readonly weights: Float64Array
}

/** For each of the `size` points of the centred stretch of `shorter` source pixels: which pixels make it up, and how. */
function listWeights(length: number, shorter: number, size: number): Taps[] {
  const step = shorter / size
  const reach = Math.max(1, step)
  const offset = (length - shorter) / 2
  return Array.from({ length: size }, (_, i) => {
    const centre = offset + (i + 0.5) * step
    const first = Math.max(0, Math.ceil(centre - reach - 0.5))
    const last = Math.min(length - 1, Math.floor(centre + reach - 0.5))
    const weights = Float64Array.from({ length: last - first + 1 }, (_unused, k) =>
      Math.max(0, 1 - Math.abs(first + k + 0.5 - centre) / reach),
    )
    const sum = weights.reduce((total, weight) => total + weight, 0)
    return { first, weights: weights.map((weight) => weight / sum) }
  })
}
