import { expect, test } from 'vitest'
import { differenceOf, summarize, tFactors } from './difference.ts'

// Student's 0.975 quantiles with 1 and 2 degrees of freedom.
const factors = new Map([
  [2, 12.706204736],
  [3, 4.30265273],
])

test('mean and spread leave out what is missing', () => {
  const { n, mean, std, sem } = summarize([1, null, 2, 3])
  expect([n, mean, std]).toEqual([3, 2, 1])
  expect(sem).toBeCloseTo(1 / Math.sqrt(3), 12)
  expect(summarize([null])).toEqual({ n: 0, mean: null, sem: null, std: null })
  expect(summarize([4])).toEqual({ n: 1, mean: 4, sem: null, std: null })
})

test('quantiles are read off intervals that the server has made', () => {
  const found = tFactors([
    {
      x: [1, 2, 3],
      mean: [1, 1, 1],
      std: [null, 0, 1],
      sem: [null, 0, 0.5],
      ci95: [null, 0, 6.353],
      n: [1, 2, 2],
      members: [],
    },
  ])
  expect([...found]).toEqual([[2, 12.706]])
})

test('an interval takes the degrees of freedom of the smaller group', () => {
  const from = summarize([1, 2, 3])
  const to = summarize([10, 12])
  const against = differenceOf(from, to, factors)!
  expect(against.difference).toBe(9)
  expect(against.half).toBeCloseTo(12.706204736 * Math.sqrt(1 / 3 + 1), 8)
  expect(against.significant).toBe(false)
})

test('a difference is significant where its interval leaves out zero', () => {
  expect(differenceOf(summarize([1, 1.1, 0.9]), summarize([9, 9.1, 8.9]), factors)?.significant).toBe(true)
})

test('single runs have a difference without an interval, and nothing has none', () => {
  expect(differenceOf(summarize([1]), summarize([3]), factors)).toEqual({
    difference: 2,
    half: null,
    significant: null,
  })
  expect(differenceOf(summarize([]), summarize([3]), factors)).toBeNull()
})
