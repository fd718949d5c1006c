import { describe, expect, test } from 'vitest'
import { moveOfKey, cellAt, clampView, revealCell, wholeView, zoomView } from './matrix-view.ts'

test('the shown part stays within the matrix', () => {
  expect(clampView({ x: -5, y: 98, span: 10 }, 100)).toEqual({ x: 0, y: 90, span: 10 })
  expect(clampView({ x: 0, y: 0, span: 1000 }, 100)).toEqual(wholeView(100))
  expect(clampView({ x: 0, y: 0, span: 0.1 }, 100).span).toBe(4)
  expect(clampView({ x: 0, y: 0, span: 1 }, 2)).toEqual(wholeView(2))
})

test('looking closer keeps what is pointed at where it is', () => {
  const at = [0.25, 0.75] as const
  const before = wholeView(64)
  const after = zoomView(before, 64, 4, at)
  expect(after.span).toBe(16)
  expect(after.x + at[0] * after.span).toBe(at[0] * 64)
  expect(after.y + at[1] * after.span).toBe(at[1] * 64)
  expect(zoomView(after, 64, 1 / 4, at)).toEqual(before)
})

test('a cell is brought into the picture by the least move', () => {
  const view = { x: 10, y: 10, span: 8 }
  expect(revealCell(view, 64, [12, 12])).toEqual(view)
  expect(revealCell(view, 64, [3, 20])).toEqual({ x: 13, y: 3, span: 8 })
})

test('every point of the picture is a cell', () => {
  expect(cellAt({ x: 10, y: 20, span: 8 }, 64, [0, 0.5])).toEqual([24, 10])
  expect(cellAt(wholeView(64), 64, [1, 1])).toEqual([63, 63])
})

describe('keys', () => {
  const view = { x: 8, y: 16, span: 8 }
  test('the first arrow enters the part that is looked at, the next ones walk', () => {
    expect(moveOfKey('ArrowRight', null, view, 64)).toEqual({ kind: 'choose', cell: [16, 8] })
    expect(moveOfKey('ArrowRight', [16, 8], view, 64)).toEqual({ kind: 'choose', cell: [16, 9] })
    expect(moveOfKey('ArrowUp', [0, 0], view, 64)).toEqual({ kind: 'choose', cell: [0, 0] })
  })
  test('plus and minus look closer and farther at the chosen pair', () => {
    expect(moveOfKey('+', [19, 11], view, 64)).toMatchObject({ kind: 'zoom', at: [0.4375, 0.4375] })
    expect(moveOfKey('-', null, view, 64)).toMatchObject({ kind: 'zoom', at: [0.5, 0.5] })
    expect(moveOfKey('0', null, view, 64)).toEqual({ kind: 'all' })
  })
  test('other keys are for the page', () => {
    expect(moveOfKey('Tab', null, view, 64)).toBeUndefined()
  })
})
