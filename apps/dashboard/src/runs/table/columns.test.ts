import { expect, test } from 'vitest'
import { followedOf, needsOf } from './column-needs.ts'
import { columnChoices, findColumn, usualColumns, type Column } from './columns.ts'
import { makeRun } from '../testing/make-run.ts'

const find = (...ids: string[]): Column[] => ids.flatMap((id) => findColumn(id) ?? [])

test('every usual column and every choice is a column', () => {
  for (const id of [...usualColumns, ...columnChoices.map((choice) => choice.id)])
    expect(findColumn(id)?.id).toBe(id)
})

test.each(['', 'nonsense', 'metric:', 'config:', 'analysis:groups', 'analysis:groups:'])(
  '"%s" is no column',
  (id) => expect(findColumn(id)).toBeUndefined(),
)

test.each([
  ['metric:testError', 0.03],
  ['min:a:b', -1],
  ['max:a:b', 2],
  ['metric:gone', null],
  ['config:optimizer.lr', 0.1],
  ['config:widths', '[1,2]'],
  ['config:optimizer.none.deeper', null],
  ['criticalSize', 50.5],
  ['analysis:critical-width:groups', 10],
  ['analysis:critical-width:gone', null],
  ['tags', 'a, b'],
  ['state', 'finished'],
])('%s is %o', (id, value) => {
  const run = makeRun('1', {
    tags: ['a', 'b'],
    config: { optimizer: { lr: 0.1 }, widths: [1, 2] },
    metrics: [
      { name: 'testError', last: 0.03, endedNotFinite: false, lastFiniteStep: 1 },
      { name: 'a:b', last: 1, min: -1, max: 2, endedNotFinite: false, lastFiniteStep: 1 },
    ],
    analyses: [
      {
        id: 'newest',
        measure: 'critical-width',
        representation: { id: 'r1', epoch: 1 },
        scalars: [{ id: 'criticalSize', value: 2, low: null, high: null }],
      },
      {
        id: 'new',
        measure: 'critical-width',
        representation: { id: 'r40', epoch: 40 },
        scalars: [
          { id: 'criticalSize', value: 50.5, low: 50, high: 51 },
          { id: 'groups', value: 10, low: null, high: null },
        ],
      },
      {
        id: 'old',
        measure: 'critical-width',
        representation: { id: 'r40', epoch: 40 },
        scalars: [{ id: 'criticalSize', value: 1, low: null, high: null }],
      },
    ],
  })
  expect(findColumn(id)?.value(run)).toEqual(value)
})

test('the server is asked only for what columns need', () => {
  expect(needsOf(find('name', 'width'))).toMatchObject({
    withMetrics: false,
    withAnalyses: false,
    withConfig: false,
  })
  expect(needsOf(find('metric:b', 'min:a', 'metric:a', 'criticalSize', 'config:x'))).toEqual({
    metrics: ['a', 'b'],
    withMetrics: true,
    withExtremes: true,
    measures: ['critical-width'],
    withAnalyses: true,
    withConfig: true,
  })
})

test('few metrics are followed, the first that are shown', () => {
  const names = ['f', 'e', 'd', 'c', 'b'].map((name) => `metric:${name}`)
  expect(followedOf(find(...names)).metrics).toEqual(['f', 'e', 'd', 'c'])
  expect(followedOf(find(...names, 'min:a'))).toEqual({
    metrics: ['f', 'e'],
    withMetrics: true,
    withExtremes: true,
    withNotes: false,
  })
})
