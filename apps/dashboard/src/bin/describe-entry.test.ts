import { readFileSync } from 'node:fs'
import { buildSchema, isEnumType, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import type { BinKind } from '@mitoscope/schema/documents'
import { addressOf, describeContents, describeEntry, writeRestore } from './describe-entry.ts'

const schema = buildSchema(
  readFileSync(new URL('../../../../schema/schema.graphql', import.meta.url), 'utf8'),
)

const nothing = { runs: 0, representations: 0, analyses: 0 }

test('an entry is called by its kind and name, several runs by how many they are', () => {
  const run = { ...nothing, kind: 'RUNS' as const, ids: ['a'], name: 'w8', runs: 1, analyses: 2 }
  expect(describeEntry(run)).toBe('Run w8')
  expect(describeContents(run)).toBe('with 2 analyses')
  expect(addressOf(run)).toBe('/run?id=a')
  const runs = { ...run, ids: ['a', 'b'], runs: 2, representations: 1 }
  expect(describeEntry(runs)).toBe('2 runs, from w8 on')
  expect(describeContents(runs)).toBe('with 1 representation, 2 analyses')
  expect(addressOf(runs)).toBeUndefined()
})

test('a sweep says which runs come back with it, an analysis nothing', () => {
  const sweep = { ...nothing, kind: 'SWEEP' as const, ids: ['s'], name: 'digits', runs: 4 }
  expect([describeEntry(sweep), describeContents(sweep)]).toEqual(['Sweep digits', 'with 4 runs'])
  const analysis = { ...nothing, kind: 'ANALYSIS' as const, ids: ['x'], name: 'groups of w8', analyses: 1 }
  expect([describeEntry(analysis), describeContents(analysis)]).toEqual(['Analysis groups of w8', ''])
})

test('the mutation that restores a record of any kind but runs is one of the schema', () => {
  const type = schema.getType('BinKind')
  const kinds = isEnumType(type) ? type.getValues().map(({ name }) => name as BinKind) : []
  const others = kinds.filter((kind) => kind !== 'RUNS')
  expect(others.length).toBeGreaterThan(5)
  expect(others.flatMap((kind) => validate(schema, parse(writeRestore(kind))))).toEqual([])
})
