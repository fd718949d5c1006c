import type { ComparedRunFragment } from '@mitoscope/schema/documents'
import { expect, test } from 'vitest'
import { differencesOf, toSeries } from './series.ts'

const run = (id: string, width: number, seed: number, more: object = {}): ComparedRunFragment => ({
  id,
  name: `w${width}-s${seed}`,
  state: 'FINISHED',
  diverged: false,
  width,
  seed,
  weightDecay: 0.002,
  dataset: 'mnist',
  config: { seed, width, ...more },
  model: { id: 'model', name: 'MNIST' },
  representations: [],
})

const runs = [run('a', 32, 0), run('b', 16, 1), run('c', 16, 0), run('d', 32, 0, { optimizer: { lr: 0.1 } })]
const differences = [
  { path: 'optimizer.lr', values: [null, null, null, 0.1] },
  { path: 'seed', values: [0, 1, 0, 0] },
  { path: 'width', values: [32, 16, 16, 32] },
]

test('runs that differ by their seed only are one line', () => {
  const series = toSeries(runs, differences, false)
  expect(series.map(({ runs: own }) => own.map(({ id }) => id))).toEqual([['c', 'b'], ['a'], ['d']])
  expect(series.map(({ label }) => label)).toEqual([
    'width 16, lr none',
    'width 32, lr none',
    'width 32, lr 0.1',
  ])
  expect(series.map(({ number }) => number)).toEqual([1, 2, 3])
})

test('a line of one run goes by its id, alone or among others', () => {
  expect(toSeries(runs, differences, true).map(({ key }) => key)).toEqual(['c', 'b', 'a', 'd'])
  expect(toSeries(runs, differences, false)[1].key).toBe('a')
})

test('a label says how many of its runs diverged', () => {
  const diverged = runs.map((each) =>
    each.id === 'b' || each.id === 'a' ? { ...each, diverged: true } : each,
  )
  expect(toSeries(diverged, differences, false).map(({ label }) => label)).toEqual([
    'width 16, lr none (1 of 2 diverged)',
    'width 32, lr none (diverged)',
    'width 32, lr 0.1',
  ])
})

test('the order of keys in a configuration makes no other line', () => {
  const other = { ...run('e', 16, 2), config: { width: 16, seed: 2 } }
  expect(toSeries([runs[1], other], [], false)).toHaveLength(1)
})

test('where only seeds differ, the model and the width name the line', () => {
  expect(toSeries([runs[1], runs[2]], [differences[1]], false)[0].label).toBe('MNIST, width 16')
})

test('differences are told by line', () => {
  const series = toSeries(runs, differences, false)
  expect(differencesOf(series, runs, differences)).toEqual([
    { path: 'optimizer.lr', values: ['none', 'none', '0.1'] },
    { path: 'seed', values: ['0, 1', '0', '0'] },
    { path: 'width', values: ['16', '32', '32'] },
  ])
})
