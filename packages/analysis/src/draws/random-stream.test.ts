import { describe, expect, it } from 'vitest'
import { createRandomStream, xoshiro128 } from './random-stream.ts'

describe('xoshiro128**', () => {
  it('gives the published sequence from the state 1, 2, 3, 4', () => {
    const next = xoshiro128(1, 2, 3, 4)
    const expected = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849]
    expect(expected.map(() => next())).toEqual(expected)
  })

  it('differs between keys and repeats for the same', () => {
    const take = (keys: number[]) => {
      const next = createRandomStream(keys)
      return [next(), next(), next()]
    }
    expect(take([1, 2])).toEqual(take([1, 2]))
    const streams = [[0, 0], [0, 1], [1, 0], [2 ** 53 - 1, 0], [1], [1, 0, 0]].map((keys) =>
      take(keys).join(),
    )
    expect(new Set(streams).size).toBe(streams.length)
  })
})
