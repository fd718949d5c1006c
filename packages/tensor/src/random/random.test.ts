import { expect, test } from 'vitest'
import { createGenerator, createRandomStream, createUniform, xoshiro128 } from './random.ts'

test('xoshiro128** gives the published sequence from the state 1, 2, 3, 4', () => {
  const next = xoshiro128(1, 2, 3, 4)
  const expected = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849]
  expect(expected.map(() => next())).toEqual(expected)
})

test('streams of keys differ between keys and repeat for the same keys', () => {
  const take = (keys: number[]) => {
    const next = createRandomStream(keys)
    return [next(), next(), next()]
  }
  expect(take([1, 2])).toEqual(take([1, 2]))
  const streams = [[0, 0], [0, 1], [1, 0], [2 ** 53 - 1, 0], [1], [1, 0, 0]].map((keys) => take(keys).join())
  expect(new Set(streams).size).toBe(streams.length)
})

test('every stream is fixed by its seed for ever: recorded results depend on it', () => {
  const generator = createGenerator(0, 'layer/0')
  expect([generator(), generator(), generator()]).toEqual([
    0.9916169522330165, 0.6786309091839939, 0.944002988981083,
  ])
  const uniform = createUniform(5)
  expect([uniform(), uniform(), uniform()]).toEqual([
    0.3443175407592207, 0.7418128722347319, 0.823620228562504,
  ])
  const stream = createRandomStream([0, 0, 8])
  expect([stream(), stream(), stream()]).toEqual([1009248805, 1373691743, 3236654569])
})

test('numbers are uniform in [0, 1) and streams are uncorrelated', () => {
  const count = 100_000
  const draw = (seed: number, stream: string) => {
    const generator = createGenerator(seed, stream)
    return Array.from({ length: count }, generator)
  }
  const streams = [draw(0, 'a'), draw(1, 'a'), draw(0, 'b')]
  for (const values of streams) {
    expect(Math.min(...values.slice(0, 1000))).toBeGreaterThanOrEqual(0)
    expect(mean(values)).toBeCloseTo(0.5, 2)
    expect(mean(values.map((value) => (value - 0.5) ** 2))).toBeCloseTo(1 / 12, 2)
  }
  for (const [a, b] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ]) {
    const product = mean(streams[a].map((value, i) => (value - 0.5) * (streams[b][i] - 0.5)))
    expect(Math.abs(product * 12)).toBeLessThan(4 / Math.sqrt(count))
  }
})

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
