import { expect, test } from 'vitest'
import { rejectNesting } from './reject-nesting.ts'

const check = (text: string) => rejectNesting(new TextEncoder().encode(text))

test('levels of lists and objects are counted, whatever comes after', () => {
  expect(() => check('['.repeat(36))).toThrow('more than 35 levels')
  expect(() => check('{"a":'.repeat(1_000_000))).toThrow('more than 35 levels')
  expect(() => check(`${'[{"a":'.repeat(17)}1${'}]'.repeat(17)}`)).not.toThrow()
  expect(() => check(`[${'[[]],'.repeat(1_000)}[]]`)).not.toThrow()
})

test('what stands in text is text', () => {
  expect(() =>
    check(JSON.stringify({ query: '['.repeat(1_000), 'a"\\': '\\"{{'.repeat(1_000) })),
  ).not.toThrow()
  expect(() => check(`["\\\\"${',['.repeat(40)}`)).toThrow('more than 35 levels')
})
