import { expect, test } from 'vitest'
import { onlyWidths, selectedIds, toggleWidth, widthsOf } from './selection.ts'

const series = [16, 32, 64, 16].map((width, i) => ({ key: i, runs: [{ width }] }))

test('runs that are named twice are compared once', () => {
  const widths = [{ runs: { nodes: [{ id: 'b' }, { id: 'c' }] } }]
  expect(selectedIds(['a'], [{ id: 'a' }, { id: 'b' }], widths)).toEqual(['a', 'b', 'c'])
})

test('lines of the chosen widths are left, all where none is chosen or there', () => {
  expect(widthsOf(series)).toEqual([16, 32, 64])
  expect(onlyWidths(series, [16]).map(({ key }) => key)).toEqual([0, 3])
  expect(onlyWidths(series, [])).toBe(series)
  expect(onlyWidths(series, [128])).toBe(series)
})

test('widths are turned off and on', () => {
  const all = [16, 32, 64]
  expect(toggleWidth(all, [], 32)).toEqual([16, 64])
  expect(toggleWidth(all, [16, 64], 64)).toEqual([16])
  expect(toggleWidth(all, [16, 64], 32)).toEqual([])
})
