import { expect, test } from 'vitest'
import type { ComparedRunFragment } from '@mitoscope/schema/documents'
import { onlyWidths, selectedIds, toggleWidth, widthsOf, emptyRuns } from './selection.ts'
import { toSeries } from './series.ts'

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

const run = (id: string, more: Partial<ComparedRunFragment> = {}): ComparedRunFragment => ({
  id,
  name: id,
  state: 'LOGGED',
  diverged: false,
  width: 8,
  seed: null,
  weightDecay: null,
  dataset: 'cifar-10',
  config: { name: id },
  model: { id: 'm', name: 'fc' },
  representations: [],
  ...more,
})

const runs = [
  run('refused'),
  run('logged'),
  run('diverged'),
  run('imported', { representations: [{ id: 'r' }] }),
  run('waiting', { state: 'QUEUED' }),
]
const metrics = [
  { name: 'loss', last: [null, 1, null, null, null], endedNotFinite: [false, false, true, false, false] },
]

test('a run without values and representations is empty, unless they may still come', () => {
  expect(emptyRuns({ runs, metrics }).map(({ id }) => id)).toEqual(['refused'])
  expect(emptyRuns({ runs: [run('a')], metrics: [] })).toHaveLength(1)
})

test('the label of an empty run says so', () => {
  const series = toSeries(runs, [], true, new Set(['refused']))
  expect(series.map(({ label }) => label)).toContain('refused (empty)')
})
