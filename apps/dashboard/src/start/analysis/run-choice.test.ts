import { expect, test } from 'vitest'
import { chooseRuns, rejectRun, toggleRun, type RunToChoose } from './run-choice.ts'
import { toSearchFilter } from '../../runs/filter/condition.ts'

const run = (id: string, change: Partial<RunToChoose> = {}) =>
  ({
    id,
    representations: [{ id: 'r' }],
    project: { name: 'P', viewerRole: 'EDITOR' },
    ...change,
  }) as RunToChoose
const bare = run('bare', { representations: [] })
const runs = [run('a'), run('b'), bare]

test('what cannot be analysed is left out, and why', () => {
  expect(chooseRuns(runs, null).map(({ id }) => id)).toEqual(['a', 'b'])
  expect(chooseRuns(runs, ['b', 'bare']).map(({ id }) => id)).toEqual(['b'])
  expect(rejectRun(bare)).toBe('has no representation yet')
  const project = { id: 'p', name: 'P', viewerRole: 'VIEWER' } as const
  expect(rejectRun(run('c', { project }))).toBe('you cannot write to P')
})

test('naming all runs is naming none', () => {
  expect(toggleRun(runs, null, 'a')).toEqual(['b'])
  expect(toggleRun(runs, ['b'], 'a')).toBeNull()
  expect(toggleRun(runs, ['b'], 'b')).toEqual([])
})

test('name and conditions both hold', () => {
  const search = { q: ' w ', where: [], any: false }
  expect(toSearchFilter(search)).toEqual({ AND: [{ name: { contains: 'w' } }] })
  expect(toSearchFilter({ ...search, q: '' })).toBeUndefined()
})
