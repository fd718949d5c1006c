import { expect, test } from 'vitest'
import { allowance, compareNumbers, judge, tolerance } from './compare-numbers.ts'

const before = { shape: 'curves', curves: [{ id: 'r2', draws: [[0.5, null], [0.25]] }], sizes: [1, 2] }

test('equal results are the same to the last bit, missing values included', () => {
  const compared = compareNumbers(before, structuredClone(before))
  expect(compared).toEqual({ count: 5, same: 5, largest: undefined, unlike: [] })
  expect(judge(compared)).toBe('same')
})

test('the largest difference is found, with its place', () => {
  const after = structuredClone(before)
  after.curves[0].draws[0][0] = 0.5 + 2 ** -40
  after.curves[0].draws[1][0] = 0.25 + 2 ** -50
  const compared = compareNumbers(before, after, () => 1e-12)
  expect(compared.same).toBe(3)
  expect(compared.largest).toMatchObject({ path: 'curves.0.draws.0.0', before: 0.5, size: 2 ** -40 })
  expect(judge(compared)).toBe('within')
  expect(judge(compareNumbers(before, after, () => 1e-13))).toBe('beyond')
  expect(judge(compareNumbers(before, after))).toBe('beyond')
})

test('a number that is gone is no small difference', () => {
  expect(judge(compareNumbers([1], [null], () => 1))).toBe('beyond')
})

test('another shape is told', () => {
  const compared = compareNumbers({ a: [1, 2], b: 'x' }, { a: [1], b: 'y' }, () => 1)
  expect(compared.unlike).toEqual(['a.1', 'b'])
  expect(judge(compared)).toBe('beyond')
})

test('the tolerance follows the coarser of two computations', () => {
  expect(tolerance(1e-16, 1e-7)).toBeCloseTo(1e-3)
  expect(tolerance(0, 0)).toBeGreaterThan(0)
})

test('an error may differ by a row, a number beside it by rounding only', () => {
  const allow = allowance({ testRows: 1000, trainRows: 500 }, 1e-9)
  const curve = (id: string, value: number) => ({ curves: [{ id, draws: [[value]] }] })
  const verdict = (id: string, by: number) =>
    judge(compareNumbers(curve(id, 0.25), curve(id, 0.25 + by), allow))
  expect(verdict('testError', 1 / 1000)).toBe('within')
  expect(verdict('testError', 2 / 1000)).toBe('beyond')
  expect(verdict('trainError', 1 / 500)).toBe('within')
  expect(verdict('r2', 1 / 1000)).toBe('beyond')
  const group = (r2: number, testError: number) => ({ groups: [{ neurons: [1], r2, testError }] })
  expect(judge(compareNumbers(group(1, 0.5), group(1, 0.501), allow))).toBe('within')
  expect(judge(compareNumbers(group(0.9, 0.5), group(0.901, 0.501), allow))).toBe('beyond')
})

test('what is farthest beyond what is allowed is told, not what is largest', () => {
  const allow = (name: string) => (name === 'testError' ? 0.1 : 1e-9)
  const { largest } = compareNumbers({ testError: 0.5, r2: 0.5 }, { testError: 0.55, r2: 0.501 }, allow)
  expect(largest?.path).toBe('r2')
})
