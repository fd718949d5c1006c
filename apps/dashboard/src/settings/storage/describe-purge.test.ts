import type { RecordKind } from '@mitoscope/schema/documents'
import { expect, test } from 'vitest'
import { describeRecords, isNothing, parseDays } from './describe-purge.ts'

const records = (counts: Partial<Record<RecordKind, number>>) =>
  Object.entries(counts).map(([kind, count]) => ({ kind: kind as RecordKind, count }))

test('what would go is named in plain words, the largest things first', () => {
  expect(describeRecords(records({ PAIR_COMPARISON: 3, ANALYSIS: 2, RUN: 1, SWEEP: 0, PROJECT: 1 }))).toBe(
    '1 project, 1 run, 2 analyses, 3 comparisons',
  )
  expect(describeRecords(records({ SWEEP: 0 }))).toBe('nothing')
})

test('a purge of nothing is told from one of something', () => {
  const none = { dryRun: true, blobs: 0, bytes: 0, leftovers: 0, records: records({ SWEEP: 0 }) }
  expect(isNothing(none)).toBe(true)
  expect(isNothing({ ...none, blobs: 1 })).toBe(false)
  expect(isNothing({ ...none, leftovers: 1 })).toBe(false)
  expect(isNothing({ ...none, records: records({ SWEEP: 1 }) })).toBe(false)
})

test('days are whole numbers from 0', () => {
  expect(['30', '0', '', ' ', '-1', '1.5', 'a', '10000'].map(parseDays)).toEqual([
    30,
    0,
    ...Array.from({ length: 6 }, () => undefined),
  ])
})
