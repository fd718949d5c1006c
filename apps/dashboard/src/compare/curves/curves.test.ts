import { expect, test } from 'vitest'
import { markersOf, ofMember, toDrawn, type Curves } from './curves.ts'

const curves: Curves = {
  x: [0, 1, 2, 3],
  mean: [4, 3, 0.5, null],
  std: [1, null, 1, null],
  sem: [0.5, null, 0.7, null],
  ci95: [6, null, 9, null],
  n: [2, 1, 2, 0],
  members: [
    { id: 'a', values: [3, 3, 1, null] },
    { id: 'b', values: [5, null, 0, null] },
  ],
}

test('the mean is drawn where every member has a value', () => {
  const { line } = toDrawn(curves, 'std', false, false)
  expect(line).toEqual([
    { x: 0, y: 4, low: 3, high: 5 },
    { x: 2, y: 0.5, low: -0.5, high: 1.5 },
  ])
})

test('members keep all of their values', () => {
  const { members } = toDrawn(curves, 'sem', false, false)
  expect(members.filter(({ id }) => id === 'a')).toHaveLength(3)
  expect(members.filter(({ id }) => id === 'b')).toHaveLength(2)
})

test('logarithmic scales get nothing that is not above zero', () => {
  const { line, members } = toDrawn(curves, 'std', true, true)
  expect(line).toEqual([{ x: 2, y: 0.5, low: 0.5, high: 1.5 }])
  expect(members.every(({ x, y }) => x > 0 && y > 0)).toBe(true)
})

test('a run of its own has no spread and no members behind it', () => {
  const { line, members } = toDrawn(ofMember([1, 2], 'a', [5, null]), 'ci95', false, false)
  expect(line).toEqual([{ x: 1, y: 5, low: 5, high: 5 }])
  expect(members).toEqual([])
})

test('about eight markers stand on a line', () => {
  expect(markersOf(Array.from({ length: 1000 }, (_, i) => i))).toHaveLength(8)
  expect(markersOf([1, 2, 3])).toEqual([1, 2, 3])
})
