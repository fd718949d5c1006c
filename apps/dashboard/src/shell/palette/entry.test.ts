import { expect, test } from 'vitest'
import { groupEntries, matchEntries, moveTo, type Entry } from './entry.ts'

const entries: readonly Entry[] = [
  { key: 'a', group: 'Do', label: 'Dark theme' },
  { key: 'b', group: 'Go', label: 'Runs' },
  { key: 'c', group: 'Do', label: 'Light theme', detail: 'bright' },
]

test('words are found in any order and any capitals', () => {
  expect(matchEntries(entries, 'theme DARK').map(({ key }) => key)).toEqual(['a'])
  expect(matchEntries(entries, 'bright').map(({ key }) => key)).toEqual(['c'])
  expect(matchEntries(entries, '  ')).toHaveLength(3)
  expect(matchEntries(entries, 'nothing like it')).toEqual([])
})

test('arrows go round, pages stop at the ends', () => {
  expect(moveTo('ArrowDown', 2, 3)).toBe(0)
  expect(moveTo('ArrowUp', 0, 3)).toBe(2)
  expect(moveTo('PageDown', 0, 3)).toBe(2)
  expect(moveTo('PageUp', 2, 30)).toBe(0)
  expect(moveTo('ArrowDown', 0, 0)).toBeUndefined()
  expect(moveTo('x', 0, 3)).toBeUndefined()
})

test('entries stand by their groups, numbered as they are read', () => {
  const places = groupEntries(entries).map(({ group, entries: list }) => [
    group,
    list.map(({ entry, at }) => `${at}${entry.key}`),
  ])
  expect(places).toEqual([
    ['Do', ['0a', '1c']],
    ['Go', ['2b']],
  ])
})
