import { expect, test } from 'vitest'
import { Findings } from './findings.ts'

test('the first findings are kept with their texts, and the lines of later ones as ranges', () => {
  const findings = new Findings()
  for (const line of [1, 2, 3, 4, 5]) findings.add(line, `text ${line}`)
  expect(findings.moreLines).toBe('')
  for (const line of [8, 9, 9, 10, 20, 31, 32]) findings.add(line, 'text')
  expect(findings.first.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5])
  expect([findings.more, findings.moreLines]).toEqual([7, '8 to 10, 20, 31 to 32'])
})

test('lines beyond many ranges are counted', () => {
  const findings = new Findings()
  for (let line = 1; line <= 100; line++) findings.add(2 * line, 'text')
  expect(findings.moreLines).toMatch(/^12, 14, .* 50 and 75 more$/)
})
