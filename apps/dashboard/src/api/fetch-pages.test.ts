import { expect, test, vi } from 'vitest'
import { fetchPages } from './fetch-pages.ts'

const pages: Readonly<Record<string, readonly string[]>> = { '': ['a', 'b'], b: ['b', 'c'], c: ['d'] }
const read = (after = '') => {
  const ids = pages[after]
  const endCursor = after === 'c' ? null : ids.at(-1)
  return Promise.resolve({
    totalCount: 4,
    pageInfo: { hasNextPage: endCursor !== null, endCursor },
    nodes: ids.map((id) => ({ id })),
  })
}

test('all pages are read, each entry once, and how far it is is told', async () => {
  const onProgress = vi.fn()
  expect((await fetchPages(read, onProgress)).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
  expect(onProgress.mock.calls).toEqual([
    [2, 4],
    [3, 4],
    [4, 4],
  ])
})

test('it stops when it is told to', async () => {
  const control = new AbortController()
  const reading = fetchPages(read, () => control.abort(), control.signal)
  await expect(reading).rejects.toThrow('abort')
})
