import { expect, test } from 'vitest'
import { formatBytes, formatNumber, formatSeconds, formatTime } from './format.ts'

test.each([
  [0, '0'],
  [999, '999'],
  [1_000, '1,000'],
  [-12_345_678, '-12,345,678'],
  [0.0339, '0.0339'],
  [53.912, '53.9'],
  [1234.56, '1235'],
  [0.00002, '2.0e-5'],
  [NaN, 'NaN'],
  [null, '–'],
])('%s is written as %s', (value, text) => {
  expect(formatNumber(value)).toBe(text)
})

test('a moment is in the own time of who reads it, to the minute', () => {
  expect(formatTime(new Date(2026, 10, 5, 9, 4, 59).toISOString())).toBe('5 Nov 2026, 09:04')
  expect(formatTime(null)).toBe('–')
})

test('long times and large files have units', () => {
  expect([formatSeconds(0.2), formatSeconds(61), formatSeconds(7_260)]).toEqual([
    '1 s',
    '1 min 1 s',
    '2 h 1 min',
  ])
  const sizes = [0, 999, 1_000, 999_600, 1_500_000, 5_000_000_000_000_000].map(formatBytes)
  expect(sizes).toEqual(['0 B', '999 B', '1 kB', '1 MB', '1.5 MB', '5,000 TB'])
})
