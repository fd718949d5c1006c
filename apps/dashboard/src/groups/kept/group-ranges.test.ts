import { expect, test } from 'vitest'
import { parseRanges, writeRanges } from './group-ranges.ts'

test.each([
  [[], ''],
  [[7, 1, 2, 3], '1-3, 7'],
  [[1, 2], '1, 2'],
  [[1, 5, 5], '1, 5, 5'],
])('%j is written %j', (numbers, text) => {
  expect(writeRanges(numbers)).toBe(text)
})

test.each([
  ['', []],
  ['1-3, 7', [1, 2, 3, 7]],
  ['7 1–3,2', [1, 2, 3, 7]],
])('%j is read as %j', (text, numbers) => {
  expect(parseRanges(text, 8)).toEqual(numbers)
})

test.each(['0', '9', '3-1', '1-9', 'two', '1.5'])('%j is told to be none, and what to write', (text) => {
  expect(() => parseRanges(text, 8)).toThrow(/is not a group.*1 to 8/)
})
