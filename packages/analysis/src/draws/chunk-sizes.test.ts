import { describe, expect, it } from 'vitest'
import { BadOption } from './bad-option.ts'
import { chunkSizes, defaultChunkSizes } from './chunk-sizes.ts'

describe('chunk sizes', () => {
  it('are the halvings of the width', () => {
    expect(defaultChunkSizes(512)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512])
    expect(defaultChunkSizes(704)).toEqual([1, 2, 5, 11, 22, 44, 88, 176, 352, 704])
    expect(defaultChunkSizes(1)).toEqual([1])
  })

  it('include requested sizes, each once', () => {
    expect(chunkSizes(8, [3, 8, 3, 6])).toEqual([1, 2, 3, 4, 6, 8])
    expect(chunkSizes(8)).toEqual(defaultChunkSizes(8))
  })

  it.each([0, 9, 2.5, NaN, -1, Infinity])('reject %s of 8 neurons', (size) => {
    expect(() => chunkSizes(8, [size])).toThrow(BadOption)
    expect(() => chunkSizes(8, [size])).toThrow(
      /chunk size .* is not a chunk size of 8 neurons. Give integers from 1 to 8./,
    )
  })

  it('reject a width of 0', () => {
    expect(() => defaultChunkSizes(0)).toThrow('width 0 is not a number of neurons')
    expect(() => chunkSizes(2.5)).toThrow(BadOption)
  })
})
