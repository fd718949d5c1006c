import { expect, test } from 'vitest'
import { areaBetween, linesThrough } from './path-mark.ts'

const same = (value: number) => value

test('a line for each run', () => {
  const points = [
    { x: 0, y: 1, id: 'a' },
    { x: 1, y: 2.04, id: 'a' },
    { x: 0, y: 3, id: 'b' },
  ]
  expect(linesThrough(points, same, same)).toBe('M0,1L1,2M0,3')
})

test('a band goes along its upper end and back along its lower', () => {
  const points = [
    { x: 0, low: 1, high: 2 },
    { x: 1, low: 3, high: 4 },
  ]
  expect(areaBetween(points, same, same)).toBe('M0,2L1,4L1,3L0,1Z')
  expect(areaBetween([], same, same)).toBe('')
})
