import { createGenerator } from '@mitoscope/tensor/random'
import { expect, test } from 'vitest'
import { drawBatchOrder, drawPermutation } from './draws.ts'

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
