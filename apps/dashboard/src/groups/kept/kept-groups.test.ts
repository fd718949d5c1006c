import { expect, test } from 'vitest'
import { describeKept, parseRanges, writeRanges } from './kept-groups.ts'

test.each([
  [{}, 4, 'all 4 groups'],
  [{ groups: null }, 1, 'the only group'],
  [{ groups: [2] }, 4, 'group 2 alone'],
  [{ groups: [1, 2, 3, 6] }, 8, 'groups 1-3, 6'],
  [{ groups: [1, 1] }, 4, 'group 1 alone with 1 counted twice'],
  [{ groups: [1, 2, 2, 2] }, 4, 'groups 1, 2 with 2 counted 3 times'],
  [{ groups: [1, 2], replaced: 2, by: 4 }, 4, 'groups 1, 2 with 4 mapped to the place of 2'],
  [{ groups: null, replaced: 1, by: 2 }, 4, 'all 4 groups with 2 mapped to the place of 1'],
])('%j of %i is told as %s', (options, count, words) => {
  expect(describeKept(options, count)).toBe(words)
})

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
