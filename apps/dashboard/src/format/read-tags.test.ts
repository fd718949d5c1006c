import { expect, test } from 'vitest'
import { readTags } from './read-tags.ts'

test('tags are what stands between commas, each once', () => {
  expect(readTags(' paper,  wide nets ,paper,, ')).toEqual(['paper', 'wide nets'])
  expect(readTags('')).toEqual([])
})
