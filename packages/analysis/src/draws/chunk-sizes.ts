import { BadOption } from './bad-option.ts'

/**
 * Returns the halvings W // 2^i of a width, ascending: 1, …, W // 4, W // 2, W. Throws BadOption if the width is below
 * 1.
 */
export function defaultChunkSizes(width: number): number[] {
  if (!Number.isSafeInteger(width) || width < 1) {
    throw new BadOption('width', width, 'is not a number of neurons', 'Give an integer of at least 1.')
  }
  const sizes: number[] = []
  for (let size = width; size >= 1; size = Math.floor(size / 2)) sizes.unshift(size)
  return sizes
}

/**
 * Returns the default chunk sizes and the extra ones, ascending and without repetitions. Throws BadOption unless all
 * are in 1 … width.
 */
export function chunkSizes(width: number, extra: readonly number[] = []): number[] {
  const sizes = new Set(defaultChunkSizes(width))
  for (const size of extra) {
    if (!Number.isSafeInteger(size) || size < 1 || size > width) {
      throw new BadOption(
        'chunk size',
        size,
        `is not a chunk size of ${width} neurons`,
        `Give integers from 1 to ${width}.`,
      )
    }
    sizes.add(size)
  }
  return [...sizes].sort((a, b) => a - b)
}
