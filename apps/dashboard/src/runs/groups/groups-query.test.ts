import { readFileSync } from 'node:fs'
import { buildSchema, print, validate } from 'graphql'
import { createRequest } from 'urql'
import { expect, test } from 'vitest'
import { findColumn, usualColumns } from '../table/columns.ts'
import { averaged, groupsQuery } from './groups-query.ts'

const schema = buildSchema(
  readFileSync(new URL('../../../../../schema/schema.graphql', import.meta.url), 'utf8'),
)
const find = (ids: readonly string[]) => averaged(ids.flatMap((id) => findColumn(id) ?? []))

test('only numbers that differ between the runs of a group are averaged', () => {
  expect(find([...usualColumns, 'config:epochs', 'min:a', 'analysis:b:c']).map(({ id }) => id)).toEqual([
    'metric:testError',
    'metric:trainError',
    'interpolationEpoch',
    'criticalSize',
    'groups',
    'min:a',
    'analysis:b:c',
  ])
})

test.each([
  [[]],
  [usualColumns],
  [['metric:a "quoted" \\ name', 'max:ä\n', 'analysis:decay-law:exponent']],
  [Array.from({ length: 100 }, (_, i) => `metric:m${i}`)],
])('the server understands the question for %o', (ids) => {
  expect(validate(schema, groupsQuery(find(ids)))).toEqual([])
})

test('names stand in the question as they are', () => {
  expect(print(groupsQuery(find(['min:a "b"'])))).toContain('c0: metric(name: "a \\"b\\"", value: MIN)')
})

test('questions for other columns are other questions to the client', () => {
  const keys = [[], ['min:a'], ['max:a'], []].map(
    (ids) => createRequest(groupsQuery(find(ids)), { by: {} }).key,
  )
  expect(new Set(keys).size).toBe(3)
  expect(keys[3]).toBe(keys[0])
})
