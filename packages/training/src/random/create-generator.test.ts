import { expect, test } from 'vitest'
import { createGenerator } from './create-generator.ts'
import { drawBatchOrder } from './draw-batch-order.ts'
import { drawPermutation } from './draw-permutation.ts'

test('a stream is fixed by its seed and name for ever', () => {
  const generator = createGenerator(0, 'layer/0')
  expect([generator(), generator(), generator()]).toMatchInlineSnapshot(`
    [
      0.9916169522330165,
      0.6786309091839939,
      0.944002988981083,
    ]
  `)
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

test('permutations are permutations, and each place is equally likely', () => {
  const generator = createGenerator(0, 'permutations')
  const counts = new Array<number>(25).fill(0)
  for (let draw = 0; draw < 5_000; draw++) {
    const order = drawPermutation(generator, 5)
    expect([...order].sort()).toEqual([0, 1, 2, 3, 4])
    order.forEach((value, place) => counts[5 * place + value]++)
  }
  for (const times of counts) expect(Math.abs(times - 1_000)).toBeLessThan(5 * Math.sqrt(800))
})

test('each epoch and seed has its own order of batches', () => {
  const orders = [drawBatchOrder(0, 1, 50), drawBatchOrder(0, 2, 50), drawBatchOrder(1, 1, 50)]
  expect(new Set(orders.map(String)).size).toBe(3)
  expect(drawBatchOrder(0, 1, 50)).toEqual(orders[0])
})

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
