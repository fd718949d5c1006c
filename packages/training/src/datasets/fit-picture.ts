import type { Picture } from '@mitoscope/formats/pictures'

/**
 * Returns the centre square of a picture, scaled to `size` × `size` pixels, as [size, size, 3] with values 0 … 255. The
 * shorter side becomes `size`, with a triangle filter that widens for a smaller size so that no pixel is left out
 * (Pillow's BILINEAR; torchvision's antialiased Resize and CenterCrop).
 */
export function fitPicture({ rows, columns, values }: Picture, size: number): Uint8Array {
  const shorter = Math.min(rows, columns)
  // Only the square is computed, but the filter includes pixels outside it, as if the whole picture were scaled.
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

/**
 * Returns the first source pixel and the weights of each of `size` points in the centred stretch of `shorter` pixels.
 */
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
