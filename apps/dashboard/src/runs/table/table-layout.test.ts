import { expect, test } from 'vitest'
import { moved, narrowest, parseWidths, widest, widthByKey } from './table-layout.ts'

test('widths of an address are brought into range, what is none is left out', () => {
  expect(parseWidths({ a: 120.4, b: 1, c: 1e9, d: '5', e: null })).toEqual({
    a: 120,
    b: narrowest,
    c: widest,
  })
  for (const nothing of [null, [100], 'a', 3]) expect(parseWidths(nothing)).toEqual({})
})

test('keys make a column wider, narrower, and as it was', () => {
  expect(widthByKey('ArrowRight', false, 100, 130)).toBe(108)
  expect(widthByKey('ArrowLeft', true, 100, 130)).toBe(52)
  expect(widthByKey('ArrowLeft', true, 60, 130)).toBe(narrowest)
  expect(widthByKey('Enter', false, 100, 130)).toBe(130)
  expect(widthByKey('End', false, 100, 130)).toBe(widest)
  expect(widthByKey('a', false, 100, 130)).toBeUndefined()
})

test('a column is moved among the others', () => {
  expect(moved(['a', 'b', 'c'], 'c', 0)).toEqual(['c', 'a', 'b'])
  expect(moved(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b'], 'a', 2)).toEqual(['a', 'b'])
  expect(moved(['a', 'b'], 'x', 0)).toEqual(['a', 'b'])
})
