import { expect, test } from 'vitest'
import type { Option } from './option.ts'
import { parseNumbers } from './parse-numbers.ts'
import { describeOption, parseOption, changeText, describeProblems, parseForm } from './parse-form.ts'

test.each([
  ['16, 32,64', [16, 32, 64]],
  ['16 32\n64', [16, 32, 64]],
  ['16…1024 ×2', [16, 32, 64, 128, 256, 512, 1024]],
  ['16...100 x2', [16, 32, 64]],
  ['0…3', [0, 1, 2, 3]],
  ['0…0.3 +0.1', [0, 0.1, 0.2, 0.3]],
  ['1e-3…1 *10', [0.001, 0.01, 0.1, 1]],
  ['1, 4…6', [1, 4, 5, 6]],
  ['', []],
])('%s is a list', (text, numbers) => {
  expect(parseNumbers(text)).toEqual(numbers)
})

test.each([
  ['16, many', '“many” is not a number.'],
  ['16, 16', '16 is repeated.'],
  ['9…1', '“9…1” ends below its start.'],
  ['0…8 ×2', '“0…8 ×2” never reaches its end: × takes a factor above 1, from above 0.'],
  ['1…8 +0', '“1…8 +0” never reaches its end.'],
  ['…8', '“…8” is not a range. Write for example 16…1024 ×2 or 0…4.'],
  ['1…2…3', '“1…2…3” is not a range. Write for example 16…1024 ×2 or 0…4.'],
  ['0…99999', '1001 numbers are too many: at most 1000.'],
  ['Infinity', '“Infinity” is not a number.'],
  ['0x10', '“0x10” is not a number.'],
])('%s is none, and why', (text, message) => {
  expect(() => parseNumbers(text)).toThrow(message)
})

const widths: Option = {
  name: 'widths',
  title: 'Widths',
  kind: 'INTEGERS',
  choices: [],
  minimum: 1,
  maximum: 65536,
  default: [16, 32],
  mayBeEmpty: false,
}
const rate: Option = {
  ...widths,
  name: 'rate',
  title: 'Rate',
  kind: 'NUMBER',
  maximum: 1,
  default: undefined,
}

test('a value is checked against its limits', () => {
  expect(parseOption(widths, '8, 9')).toEqual({ value: [8, 9] })
  expect(parseOption(widths, '')).toEqual({ value: [16, 32] })
  expect(parseOption({ ...widths, mayBeEmpty: true }, ' ')).toEqual({ value: [] })
  expect(parseOption(rate, '')).toEqual({ value: undefined })
  expect(parseOption(widths, '0, 9')).toEqual({
    problem: '0 is out of range: whole numbers from 1 to 65536.',
  })
  expect(parseOption(widths, '1.5')).toEqual({
    problem: '1.5 is out of range: whole numbers from 1 to 65536.',
  })
  const choice: Option = { ...rate, kind: 'CHOICE', choices: [{ value: 'A', label: 'a' }] }
  expect(parseOption(choice, 'B')).toEqual({ problem: '“B” is not one of the choices: A.' })
  expect(describeOption(widths)).toBe(
    'Whole numbers from 1 to 65536; for example 16, 32, 64 or 16…1024 ×2; default 16, 32',
  )
  expect(describeOption(rate)).toBe('A number from 1 to 1; omitted if empty')
})

test('a form says what is wrong, and its address only what was changed', () => {
  const form = parseForm([widths, rate], { widths: 'many' })
  expect(form).toEqual({ values: {}, problems: { widths: '“many” is not a number.' } })
  expect(describeProblems([widths, rate], form.problems)).toBe('Correct first: Widths.')
  expect(describeProblems([widths, rate], {})).toBeUndefined()
  expect(changeText({ rate: '1' }, widths, '8')).toEqual({ rate: '1', widths: '8' })
  expect(changeText({ rate: '1', widths: '8' }, widths, '16, 32')).toEqual({ rate: '1' })
})
