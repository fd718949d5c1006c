import { expect, test } from 'vitest'
import { compareNumbers, judge, tolerance } from './compare-numbers.ts'

const before = { shape: 'curves', curves: [{ id: 'r2', draws: [[0.5, null], [0.25]] }], sizes: [1, 2] }

test('equal results are the same to the last bit, missing values included', () => {
  const compared = compareNumbers(before, structuredClone(before))
  expect(compared).toEqual({ count: 5, same: 5, largest: undefined, unlike: [] })
  expect(judge(compared, 0)).toBe('same')
})

test('the largest difference is found, with its place', () => {
  const after = structuredClone(before)
  after.curves[0].draws[0][0] = 0.5 + 2 ** -40
  after.curves[0].draws[1][0] = 0.25 + 2 ** -50
  const compared = compareNumbers(before, after)
  expect(compared.same).toBe(3)
  expect(compared.largest).toMatchObject({ path: 'curves.0.draws.0.0', before: 0.5, size: 2 ** -40 })
  expect(judge(compared, 1e-12)).toBe('within')
  expect(judge(compared, 1e-13)).toBe('beyond')
})

test('a number that is gone is no small difference', () => {
  expect(judge(compareNumbers([1], [null]), 1)).toBe('beyond')
})

test('another shape is told', () => {
  const compared = compareNumbers({ a: [1, 2], b: 'x' }, { a: [1], b: 'y' })
  expect(compared.unlike).toEqual(['a.1', 'b'])
  expect(judge(compared, 1)).toBe('beyond')
})

test('the tolerance follows the coarser of two computations', () => {
  expect(tolerance(1e-16, 1e-7)).toBeCloseTo(1e-3)
  expect(tolerance(0, 0)).toBeGreaterThan(0)
})
