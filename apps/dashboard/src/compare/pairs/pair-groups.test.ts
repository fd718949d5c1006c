import type { ComparePairsQuery, FoundPairFragment } from '@mitoscope/schema/documents'
import { expect, test } from 'vitest'
import { pairGroups, toPairsInput, pairRows } from './pair-groups.ts'

const measures = ['cka', 'neighbour-overlap'].map((name) => ({
  name,
  title: name.toUpperCase(),
  summary: '',
  quantities: [{ id: name, label: name, mirror: null }],
  options: [],
})) as ComparePairsQuery['comparisonMeasures']
const items = ['a', 'b', 'c'].map((id) => ({
  id,
  name: `run ${id}`,
  width: 8,
  testRows: 2000,
  project: { id: 'p', name: 'vision', viewerRole: null },
}))
const pair = (measure: string, first: string, second: string, value: number | null, more: object = {}) =>
  ({
    id: `${measure} ${first} ${second} ${value}`,
    measure,
    version: 1,
    options: {},
    state: value === null ? 'RUNNING' : 'FINISHED',
    first: { id: first },
    second: { id: second },
    inputHashes: ['1', '2'],
    scalars: value === null ? [] : [{ id: measure, label: measure, value }],
    provenance: null,
    warnings: [{ code: 'FEW', message: 'few, "rows"' }],
    failure: null,
    askedBy: null,
    job: null,
    createdAt: '2026-01-01',
    finishedAt: null,
    ...more,
  }) as FoundPairFragment

test('by measure and options in the order of the catalogue, of every pair the latest', () => {
  const found = [
    pair('neighbour-overlap', 'a', 'b', 0.4, { options: { neighbours: 10 } }),
    pair('cka', 'b', 'a', 0.9, { version: 2 }),
    pair('cka', 'a', 'b', 0.5),
    pair('cka', 'a', 'c', null),
    pair('cka', 'b', 'c', 0.1),
    pair('neighbour-overlap', 'a', 'b', 0.6, { options: { neighbours: 30 } }),
    pair('of an older version', 'a', 'b', 1),
  ]
  const groups = pairGroups(found, measures, items)
  expect(groups.map(({ measure, options, found: own }) => [measure.name, options, own.length])).toEqual([
    ['cka', {}, 3],
    ['neighbour-overlap', { neighbours: 10 }, 1],
    ['neighbour-overlap', { neighbours: 30 }, 1],
  ])
  expect(groups[0].found.map(({ first, second }) => `${first.id}${second.id}`)).toEqual(['ba', 'ac', 'bc'])
  expect(toPairsInput(groups[0], items)).toMatchObject({
    title: 'CKA',
    subtitle: '2,000 inputs',
    names: ['run a', 'run b', 'run c'],
    pairs: [
      { first: 1, second: 0, values: { cka: 0.9 } },
      { first: 1, second: 2, values: { cka: 0.1 } },
    ],
  })
  expect(toPairsInput(groups[2], items).subtitle).toBe('2,000 inputs · neighbours 30')
})

test('a file has every number, and a row for what has none', () => {
  const { header, rows } = pairRows(
    [pair('cka', 'a', 'b', 0.123456789), pair('cka', 'a', 'c', null)],
    new Map(items.map(({ id, name }) => [id, name])),
  )
  const column = (name: string) => rows.map((row) => row[header.indexOf(name)])
  expect(column('first')).toEqual(['run a', 'run a'])
  expect(column('value')).toEqual([0.123456789, null])
  expect(column('state')).toEqual(['FINISHED', 'RUNNING'])
  expect(column('warnings')[0]).toBe('FEW: few, "rows"')
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([header.length]))
})
