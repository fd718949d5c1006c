import { expect, test } from 'vitest'
import { describeCoverage } from './describe-coverage.ts'

const none = { queued: 0, running: 0, finished: 0, failed: 0, cancelled: 0, missing: 0 }
const report = (...runs: number[]) => ({ series: [{ widths: runs.map((count) => ({ runs: count })) }] })

test('a report of every run is whole', () => {
  const { sentence, newer } = describeCoverage(report(2, 2), { ...none, finished: 4 })
  expect(sentence).toBe('These numbers are based on all 4 runs.')
  expect(newer).toBe(0)
})

test('a report of some is partial, and says what of the others', () => {
  const counts = { ...none, queued: 1, running: 1, finished: 5, failed: 1 }
  const { sentence, newer, reported, asked } = describeCoverage(report(2, 1), counts)
  expect(sentence).toBe(
    'These numbers are partial: they are based on 3 of 8 runs (2 are still to finish, 2 finished since, 1 has no result), ' +
      'and may still change.',
  )
  expect([newer, reported, asked]).toEqual([2, 3, 8])
})

test('runs that were deleted since do not make it newer than it is', () => {
  const { newer, sentence } = describeCoverage(report(2, 2), { ...none, finished: 3, missing: 2 })
  expect(newer).toBe(0)
  expect(sentence).toContain('4 of 5 runs (2 have no result)')
})
