import { expect, test } from 'vitest'
import { withChanges, withPage, findGone, noNewRuns, withUpdate } from './loaded-runs.ts'
import { makeRun } from '../testing/make-run.ts'

const page = (ids: string[], totalCount: number, endCursor: string | null = null) => ({
  totalCount,
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
  nodes: ids.map((id) => makeRun(id)),
})

test('pages follow each other, and a run that is in two of them is there once', () => {
  const first = withPage(undefined, page(['a', 'b'], 3, 'x'))
  expect(first).toMatchObject({ totalCount: 3, cursor: 'x' })
  const both = withPage(first, page(['b', 'c'], 4))
  expect(both.runs.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(both).toMatchObject({ totalCount: 3, cursor: undefined })
})

const finite = { endedNotFinite: false, lastFiniteStep: 1 }

test('changes are merged into the runs that they are of', () => {
  const runs = [
    makeRun('a', { metrics: [{ name: 'm', last: 1, min: 0, ...finite }, { name: 'n', last: 5, ...finite }] }), // prettier-ignore
    makeRun('b'),
  ]
  const changes = [
    {
      id: 'a',
      state: 'RUNNING' as const,
      tags: ['new'],
      metrics: [
        { name: 'm', last: 2, ...finite },
        { name: 'o', last: null, ...finite },
      ],
    },
    { id: 'elsewhere', state: 'FAILED' as const },
  ]
  const next = withChanges(runs, changes)
  expect(next[0]).toMatchObject({ state: 'RUNNING', tags: ['new'], name: 'run a' })
  expect(next[0].metrics).toEqual([
    { name: 'm', last: 2, min: 0, ...finite },
    { name: 'n', last: 5, ...finite },
    { name: 'o', last: null, ...finite },
  ])
  expect(next[1]).toBe(runs[1])
  expect(next).toHaveLength(2)
})

test('changes that change nothing leave the runs as they are', () => {
  const runs = [makeRun('a')]
  expect(withChanges(runs, [{ id: 'a', state: 'FINISHED' as const, tags: [] }])).toBe(runs)
})

const update = (current: boolean, ids: string[], gone: string[] = []) => ({
  current,
  gone,
  runs: ids.map((id) => ({ id })),
})

test('what the subscription begins with is not new, what comes after is', () => {
  const begun = withUpdate(noNewRuns, update(true, ['a']))
  expect(begun.fresh.size).toBe(0)
  const later = withUpdate(begun, update(false, ['a', 'b']))
  expect([...later.fresh]).toEqual(['b'])
  expect([...withUpdate(later, update(false, ['c'], ['b'])).fresh]).toEqual(['c'])
})

test('a subscription that begins again says the whole of what is new', () => {
  const later = withUpdate(withUpdate(noNewRuns, update(true, ['a'])), update(false, ['b']))
  expect([...withUpdate(later, update(true, ['c', 'a'])).fresh]).toEqual(['c'])
})

test('gone are only runs that were followed', () => {
  expect(findGone(['a', 'b'], update(false, [], ['b', 'elsewhere']))).toEqual(['b'])
  expect(findGone(['a', 'b'], update(true, ['a', 'c']))).toEqual(['b'])
})
