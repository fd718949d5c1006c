import { expect, test } from 'vitest'
import { conditionsOf, toColumns, toGrouping } from './grouping.ts'
import type { RunGroup } from './groups-query.ts'

const group = (...keys: [string, unknown][]) =>
  ({
    keys: keys.map(([name, value]) => ({ name, value })),
    runCount: 1,
    finishedCount: 1,
  }) satisfies RunGroup

test('keys of the address become what the server groups by', () => {
  expect(toGrouping([])).toBeUndefined()
  expect(toGrouping(['nonsense'])).toBeUndefined()
  expect(toGrouping(['width', 'config:optimizer.lr'])).toEqual({
    allButSeed: false,
    fields: ['WIDTH'],
    config: ['optimizer.lr'],
  })
  expect(toGrouping(['allButSeed'])).toEqual({ allButSeed: true, fields: [], config: [] })
})

test('of everything but the seed only what differs has a column', () => {
  const groups = [16, 32].map((width) =>
    group(['model', 'm'], ['width', width], ['config', { width, epochs: 40, optimizer: { lr: width / 16 } }]),
  )
  const { names, values, shared } = toColumns(groups)
  expect(names).toEqual(['width', 'optimizer.lr'])
  expect(values).toEqual([
    [16, 1],
    [32, 2],
  ])
  expect(shared).toEqual([
    ['model', 'm'],
    ['epochs', 40],
  ])
})

test('keys that were asked for have a column, alike or not', () => {
  const { names, values } = toColumns([group(['dataset', 'mnist'], ['lr', null])])
  expect(names).toEqual(['dataset', 'lr'])
  expect(values).toEqual([['mnist', null]])
})

test('a group is found again by conditions', () => {
  const found = conditionsOf(
    group(
      ['width', 16],
      ['sweep', null],
      ['state', 'finished'],
      ['config', { width: 16, sizes: [1, 2], a: { b: true } }],
    ),
  )
  expect(found).toEqual([
    { field: 'width', op: 'is', value: '16' },
    { field: 'sweepId', op: 'missing', value: '' },
    { field: 'state', op: 'is', value: 'FINISHED' },
    { field: 'config:a.b', op: 'is', value: 'true' },
  ])
})
