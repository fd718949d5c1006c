import { describe, expect, it } from 'vitest'
import { BadOption } from '../measures/option.ts'
import { chunkSizes, defaultChunkSizes, drawPermutations } from './chunks.ts'

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

describe('drawPermutations', () => {
  it('returns permutations', () => {
    const values = drawPermutations({ seed: 1, draws: 5, width: 100 })
    for (let draw = 0; draw < 5; draw++) {
      const sorted = [...values.subarray(draw * 100, draw * 100 + 100)].sort((a, b) => a - b)
      expect(sorted).toEqual(Array.from({ length: 100 }, (_, i) => i))
    }
  })

  it('returns the same earlier draws when more are requested, and continues from any draw', () => {
    const few = drawPermutations({ seed: 7, draws: 3, width: 20 })
    const many = drawPermutations({ seed: 7, draws: 10, width: 20 })
    expect([...many.subarray(0, 60)]).toEqual([...few])
    expect([...drawPermutations({ seed: 7, draws: 4, width: 20, first: 6 })]).toEqual([...many.subarray(120)])
    expect([...drawPermutations({ seed: 8, draws: 3, width: 20 })]).not.toEqual([...few])
  })

  it('returns the pinned numbers, which recorded results depend on', () => {
    expect([...drawPermutations({ seed: 0, draws: 2, width: 8 })]).toMatchInlineSnapshot(`
      [
        4,
        7,
        3,
        6,
        0,
        5,
        2,
        1,
        6,
        3,
        5,
        4,
        0,
        7,
        2,
        1,
      ]
    `)
  })

  it('draws every neuron in every place equally often', () => {
    const width = 6
    const draws = 60_000
    const values = drawPermutations({ seed: 3, draws, width })
    const counts = new Float64Array(width * width)
    for (let i = 0; i < values.length; i++) counts[(i % width) * width + values[i]]++
    const expected = draws / width
    const chi2 = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // 25 degrees of freedom: 99.99 % of uniform samples stay under 60.
    expect(chi2).toBeLessThan(60)
  })

  it('draws all permutations equally often', () => {
    const draws = 48_000
    const values = drawPermutations({ seed: 4, draws, width: 4 })
    const counts = new Map<string, number>()
    for (let i = 0; i < values.length; i += 4) {
      const key = values.subarray(i, i + 4).join('')
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    expect(counts.size).toBe(24)
    const chi2 = [...counts.values()].reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0)
    // 23 degrees of freedom.
    expect(chi2).toBeLessThan(57)
  })

  it('makes 100 draws of 8192 neurons in little time', () => {
    drawPermutations({ seed: 1, draws: 20, width: 8192 })
    // Processor time, which other programs do not lengthen.
    const start = process.cpuUsage()
    drawPermutations({ seed: 1, draws: 100, width: 8192 })
    expect(process.cpuUsage(start).user).toBeLessThan(3e6)
  })

  it.each([
    ['seed', { seed: -1, draws: 1, width: 4 }],
    ['seed', { seed: 0.5, draws: 1, width: 4 }],
    ['draws', { seed: 1, draws: 0, width: 4 }],
    ['width', { seed: 1, draws: 1, width: NaN }],
    ['draws', { seed: 1, draws: 2 ** 20, width: 2 ** 20 }],
    ['first', { seed: 1, draws: 1, width: 4, first: -1 }],
  ])('refuses a bad %s', (option, options) => {
    expect(() => drawPermutations(options)).toThrow(BadOption)
    expect(() => drawPermutations(options)).toThrow(
      new RegExp(`^${option} .* cannot be used. Give an integer from`),
    )
  })
})
