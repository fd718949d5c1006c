import { expect, test } from 'vitest'
import { orderByGroup, reorder } from './order-by-group.ts'

test('neurons of a group stand together, those of none at the end, each in their own order', () => {
  const { order, bands } = orderByGroup([9, 4, 7, 1, 5], [[1, 7], [4, 8], [5]])
  expect(order).toEqual([2, 3, 1, 4, 0])
  expect(bands).toEqual([
    { group: 0, start: 0, end: 2 },
    { group: 1, start: 2, end: 3 },
    { group: 2, start: 3, end: 4 },
    { group: null, start: 4, end: 5 },
  ])
})

test('without groups everything stays where it is', () => {
  expect(orderByGroup([3, 1], [])).toEqual({ order: [0, 1], bands: [{ group: null, start: 0, end: 2 }] })
  expect(orderByGroup([], [])).toEqual({ order: [], bands: [] })
})

test('rows and columns move together', () => {
  expect(reorder([11, 12, 13, 21, 22, 23, 31, 32, null], [2, 0, 1])).toEqual([
    null,
    31,
    32,
    13,
    11,
    12,
    23,
    21,
    22,
  ])
})
