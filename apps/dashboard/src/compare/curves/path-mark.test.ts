import { expect, test } from 'vitest'
import { areaBetween, linesThrough, piecesOf } from './path-mark.ts'

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

test('a line in pieces goes through every point, and knows how much of it came before', () => {
  const points = [0, 3, 3, 7, 7].map((x, i) => ({ x, y: [0, 4, 10, 10, 11][i] }))
  expect(piecesOf(points, same, same, 3)).toEqual([
    { path: 'M0,0L3,4L3,10', from: 0 },
    { path: 'M3,10L7,10L7,11', from: 11 },
  ])
  expect(piecesOf(points.slice(0, 4), same, same, 3)).toHaveLength(2)
  expect(piecesOf(points.slice(0, 1), same, same, 3)).toEqual([{ path: 'M0,0', from: 0 }])
  expect(piecesOf([], same, same, 3)).toEqual([{ path: '', from: 0 }])
})
