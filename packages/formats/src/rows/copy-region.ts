import { alignBytes } from '../decode/decode-floats.ts'

/**
 * Elements as raw words, so that copying cannot change their bits: of 16 bits, of 32 bits, or pairs of 32
 * bits.
 */
export interface Items {
  readonly words: Uint16Array | Uint32Array
  readonly wordsPerItem: 1 | 2
}

/** Position of a region of a matrix among items; all numbers count items, not bytes. */
export interface Region {
  readonly start: number
  readonly rowStep: number
  readonly columnStep: number
  readonly rows: number
  readonly columns: number
}

/** Returns a view of the bytes as items of `size` bytes; copies them only if they are not aligned. */
export function itemsOf(bytes: Uint8Array, size: number): Items {
  const { buffer, byteOffset, length } = alignBytes(bytes, Math.min(4, size))
  if (size === 2) return { words: new Uint16Array(buffer, byteOffset, length / 2), wordsPerItem: 1 }
  return { words: new Uint32Array(buffer, byteOffset, length / 4), wordsPerItem: size === 8 ? 2 : 1 }
}

/** Copies a region to `target`, from item `at` on; rows of `target` are `targetWidth` items long. */
export function copyRegion(
  source: Items,
  region: Region,
  target: Items,
  at: number,
  targetWidth: number,
): void {
  const { start, rowStep, columnStep, rows, columns } = region
  if (source.wordsPerItem === 2) return copyPairs(source.words, region, target.words, at, targetWidth)
  const from = source.words
  const to = target.words
  for (let row = 0; row < rows; row++) {
    let i = start + row * rowStep
    const first = at + row * targetWidth
    for (let j = first; j < first + columns; j++, i += columnStep) to[j] = from[i]
  }
}

function copyPairs(
  from: Items['words'],
  region: Region,
  to: Items['words'],
  at: number,
  targetWidth: number,
): void {
  const { start, rowStep, columnStep, rows, columns } = region
  for (let row = 0; row < rows; row++) {
    let i = 2 * (start + row * rowStep)
    const first = 2 * (at + row * targetWidth)
    for (let j = first; j < first + 2 * columns; j += 2, i += 2 * columnStep) {
      to[j] = from[i]
      to[j + 1] = from[i + 1]
    }
  }
}
