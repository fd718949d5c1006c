import { expect, test } from 'vitest'
import { loadViews, renamed, withView, saveViews } from './saved-views.ts'

function memory(start?: string) {
  let kept = start ?? null
  return { getItem: () => kept, setItem: (_: string, value: string) => void (kept = value) }
}

test('views come back as they were kept', () => {
  const storage = memory()
  expect(loadViews(storage)).toEqual([])
  expect(saveViews(storage, [{ name: 'wide', search: 'q=w' }])).toBe(true)
  expect(loadViews(storage)).toEqual([{ name: 'wide', search: 'q=w' }])
})

test('what cannot be read is no view, what cannot be kept is said', () => {
  expect(loadViews(memory('not json'))).toEqual([])
  expect(loadViews(memory('{}'))).toEqual([])
  expect(loadViews(memory('[1, null, {"name": "a"}]'))).toEqual([])
  const full = {
    setItem: () => {
      throw new Error('full')
    },
  }
  expect(saveViews(full, [])).toBe(false)
})

test('a name stands for one view', () => {
  const views = withView(withView([], { name: 'b', search: '1' }), { name: 'a', search: '2' })
  expect(views.map(({ name }) => name)).toEqual(['a', 'b'])
  expect(withView(views, { name: 'b', search: '3' })).toContainEqual({ name: 'b', search: '3' })
  expect(renamed(views, 'a', 'b')).toEqual([{ name: 'b', search: '2' }])
  expect(renamed(views, 'a', ' ')).toEqual(views)
  expect(renamed(views, 'gone', 'c')).toEqual(views)
})
