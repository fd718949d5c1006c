import { expect, test } from 'vitest'
import { BadOption, parseIntegers } from './option.ts'

const range = { name: 'groups', minimum: 1, maximum: 40 }

test.each([
  ['1-3,7', [1, 2, 3, 7]],
  [' 7 , 2 - 3 ', [2, 3, 7]],
  [
    [3, 1, 3],
    [1, 3, 3],
  ],
  [5, [5]],
])('%j is read in ascending order, repeated ones kept', (value, numbers) => {
  expect(parseIntegers(range, value)).toEqual(numbers)
})

test.each([
  [''],
  ['a'],
  ['1,,2'],
  ['0-2'],
  ['39-41'],
  ['3-1'],
  ['-1'],
  ['1.5'],
  [[1.5]],
  [[[1]]],
  [[]],
  [true],
])('%j is refused with what to give instead', (value) => {
  const read = () => parseIntegers(range, value)
  expect(read).toThrow(BadOption)
  expect(read).toThrow(/groups .* from 1 to 40/)
})
