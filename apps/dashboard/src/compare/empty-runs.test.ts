import type { ComparedRunFragment } from '@mitoscope/schema/documents'
import { expect, test } from 'vitest'
import { emptyRuns } from './empty-runs.ts'
import { toSeries } from './series.ts'

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
  model: null,
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
