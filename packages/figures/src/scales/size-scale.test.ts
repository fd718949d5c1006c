import { expect, test } from 'vitest'
import { sizeScale } from './size-scale.ts'

test('a tick at every size that has room, the largest first', () => {
  const sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]
  expect(sizeScale(sizes, 'w', 540).ticks).toEqual(sizes)
  const few = sizeScale([...sizes, 1023], 'w', 150).ticks as number[]
  expect(few).toContain(1024)
  expect(few).not.toContain(1023)
  expect(few.length).toBeLessThan(8)
})

test('one size, or none', () => {
  expect(sizeScale([64], 'w', 540)).toMatchObject({ domain: [32, 128], ticks: [64] })
  expect(sizeScale([], 'w', 540)).toMatchObject({ domain: [0.5, 2], ticks: [] })
})
