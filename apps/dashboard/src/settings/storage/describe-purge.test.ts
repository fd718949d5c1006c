import { expect, test } from 'vitest'
import { describeRecords, isNothing, parseDays } from './describe-purge.ts'

const records = (counts: Record<string, number>) =>
  Object.entries(counts).map(([kind, count]) => ({ kind, count }))

test('what would go is named in plain words, the largest things first', () => {
  expect(
    describeRecords(records({ pairComparison: 3, analysis: 2, trainingRun: 1, sweep: 0, project: 1 })),
  ).toBe('1 project, 1 run, 2 analyses, 3 comparisons')
  expect(describeRecords(records({ sweep: 0 }))).toBe('nothing')
  expect(describeRecords(records({ painting: 3 }))).toBe('3 painting')
})

test('a purge of nothing is told from one of something', () => {
  const none = { dryRun: true, blobs: 0, bytes: 0, leftovers: 0, records: records({ sweep: 0 }) }
  expect(isNothing(none)).toBe(true)
  expect(isNothing({ ...none, blobs: 1 })).toBe(false)
  expect(isNothing({ ...none, leftovers: 1 })).toBe(false)
  expect(isNothing({ ...none, records: records({ sweep: 1 }) })).toBe(false)
})

test('days are whole numbers from 0', () => {
  expect(['30', '0', '', ' ', '-1', '1.5', 'a', '10000'].map(parseDays)).toEqual([
    30,
    0,
    ...Array.from({ length: 6 }, () => undefined),
  ])
})
