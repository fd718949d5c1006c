import { alignBytes } from '../decode/byte-order.ts'

/** Elements as raw items, so that moving them around cannot change their bits: 16-bit, 32-bit, or pairs of 32-bit. */
export interface Items {
  readonly words: Uint16Array | Uint32Array
  readonly wordsPerItem: 1 | 2
}

/** Where a region of a matrix lies among items: all in items, none in bytes. */
export interface Region {
  readonly start: number
  readonly rowStep: number
  readonly columnStep: number
  readonly rows: number
  readonly columns: number
}

/** Lays items of `size` bytes over the bytes, copying them only if they are not aligned. */
export function itemsOf(bytes: Uint8Array, size: number): Items {
  const { buffer, byteOffset, length } = alignBytes(bytes, Math.min(4, size))
  if (size === 2) return { words: new Uint16Array(buffer, byteOffset, length / 2), wordsPerItem: 1 }
  return { words: new Uint32Array(buffer, byteOffset, length / 4), wordsPerItem: size === 8 ? 2 : 1 }
}

/** Copies a region to `target`, whose rows are `targetWidth` items long, from its item `at` on. */
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
