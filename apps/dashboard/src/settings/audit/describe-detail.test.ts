import { expect, test } from 'vitest'
import { describeDetail } from './describe-detail.ts'

test.each([
  [{ measure: 'groups', seed: 0 }, 'measure groups, seed 0'],
  [{ projects: [{ role: 'ADMIN' }], none: null }, 'projects [{"role":"ADMIN"}], none null'],
  [{}, ''],
  [undefined, ''],
])('%j is told in words', (detail, words) => {
  expect(describeDetail(detail)).toBe(words)
})
