import { expect, test } from 'vitest'
import { inBatches } from './in-batches.ts'

test('all of them come, in their order, until one batch fails', async () => {
  const all = Array.from({ length: 1201 }, (_, i) => i)
  const seen: number[][] = []
  const act = async (some: number[]) => seen.push(some) < 3
  expect(await inBatches(all.slice(0, 1000), act)).toBe(true)
  expect(seen.flat()).toEqual(all.slice(0, 1000))
  expect(await inBatches(all, act)).toBe(false)
  expect(seen).toHaveLength(3)
})
