import { expect, test } from 'vitest'
import { parseTags } from './parse-tags.ts'

test('tags are what stands between commas, each once', () => {
  expect(parseTags(' paper,  wide nets ,paper,, ')).toEqual(['paper', 'wide nets'])
  expect(parseTags('')).toEqual([])
})
