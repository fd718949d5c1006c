import { expect, test } from 'vitest'
import { toGroupRows } from './groups-table.ts'

test('a row per width of any series, with what each of them has there', () => {
  const rows = toGroupRows([
    { weightDecay: 0.002, widths: [{ width: 64, groups: 1.2 }, { width: 16, groups: 1 }] }, // prettier-ignore
    { weightDecay: 0, widths: [{ width: 1_024, groups: null }] },
  ])
  expect(rows).toEqual([
    { width: 16, groups: [1, null] },
    { width: 64, groups: [1.2, null] },
    { width: 1_024, groups: [null, null] },
  ])
})
