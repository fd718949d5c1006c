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
    project: { id: project, viewerRole: 'EDITOR' },
    representations: layers.map(([epoch, testRows], i) => ({
      id: `${name}${i}`,
      epoch,
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
    '1 run has no representation.',
    '1 of another project: only those of one project are compared.',
    'b has 300 inputs where a has 2,000.',
  ])
  expect(pairItems([], 'last')).toEqual({ items: [], leftOut: [] })
  const many = Array.from({ length: 40 }, (_, i) => run(`r${i}`, [[1, 10]]))
  expect(names(many, 'last')).toHaveLength(30)
  expect(pairItems(many, 'last').leftOut).toEqual(['There are 40: the first 30 are compared.'])
})
