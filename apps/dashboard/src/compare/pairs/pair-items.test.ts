import type { RunLayersFragment } from '@mitoscope/schema/documents'
import { expect, test } from 'vitest'
import { pairItems } from './pair-items.ts'

const run = (
  name: string,
  layers: readonly (readonly [epoch: number | null, rows: number])[],
  project = 'p',
) =>
  ({
    id: name,
    name,
    project: { id: project, name: project, viewerRole: 'EDITOR' },
    representations: layers.map(([epoch, testRows], i) => ({
      id: `${name}${i}`,
      epoch,
      site: 'last-hidden',
      width: 8,
      testRows,
      createdAt: '2026-01-01',
    })),
  }) as RunLayersFragment
const names = (...given: Parameters<typeof pairItems>) => pairItems(...given).items.map(({ name }) => name)

test('of each run the last representation, or all that are kept', () => {
  const runs = [run('a', [[1, 10], [20, 10]]), run('a', [[null, 10]]), run('b', [[null, 10]])] // prettier-ignore
  expect(names(runs, 'last')).toEqual(['a', 'a (2)', 'b'])
  expect(pairItems(runs, 'last').items[0].id).toBe('a1')
  expect(names(runs, 'all')).toEqual(['a, epoch 1', 'a, epoch 20', 'a', 'b'])
})

test('what cannot be compared is left out with its reason, numbers and all', () => {
  const runs = [run('a', [[1, 2000]]), run('b', [[1, 300]]), run('c', []), run('d', [[1, 2000]], 'q')]
  expect(names(runs, 'last')).toEqual(['a'])
  expect(pairItems(runs, 'last').leftOut).toEqual([
    'c: no representation.',
    'b: 300 inputs, the others 2,000.',
    'd: in the project “q”, the others in the project “p”.',
  ])
  expect(pairItems([], 'last')).toEqual({ items: [], leftOut: [] })
  const many = Array.from({ length: 40 }, (_, i) => run(`r${i}`, [[1, 10]]))
  expect(names(many, 'last')).toHaveLength(30)
  expect(pairItems(many, 'last').leftOut).toEqual([
    'r30, r31, r32, r33, r34, r35, r36, r37, r38, r39: at most 30 are compared.',
  ])
})

test('the largest set is compared, wherever the first run stands, and every other run is told why it is not', () => {
  const runs = [run('few', [[1, 300]]), run('a', [[1, 2000]]), run('b', [[1, 2000]]), run('one', [[1, 1]])]
  expect(names(runs, 'last')).toEqual(['a', 'b'])
  expect(pairItems(runs, 'last').leftOut).toEqual([
    'few: 300 inputs, the others 2,000.',
    'one: 1 input, the others 2,000.',
  ])
})
