import { expect, test } from 'vitest'
import { chooseSite, describeSite, ofSite } from './sites.ts'

const site = (name: string, kind: string | null = null) => ({ name, kind, widths: [8] })

test('the layer asked for is shown, else the last hidden one, else the first', () => {
  const sites = [site('stem'), site('last-hidden')]
  expect(chooseSite(sites, 'stem')).toBe('stem')
  expect(chooseSite(sites, 'gone')).toBe('last-hidden')
  expect(chooseSite([site('stem'), site('block')], null)).toBe('stem')
  expect(chooseSite([], null)).toBe('last-hidden')
  expect([describeSite('last-hidden'), describeSite('stem', 'Conv2d')]).toEqual(['last hidden layer', 'stem (Conv2d)']) // prettier-ignore
})

test('what is shown of a run is of one layer, and weights stand for the last hidden one alone', () => {
  const representation = (id: string, name: string) => ({ id, epoch: 1, site: name })
  const run = {
    sites: [site('stem'), site('last-hidden')],
    representations: [representation('a', 'stem'), representation('b', 'last-hidden')],
    analyses: [{ id: 'x', representation: representation('a', 'stem') }],
    checkpoints: [{ id: 'c' }],
  } as unknown as Parameters<typeof ofSite>[0]
  const ids = ({ representations, analyses, checkpoints }: typeof run) =>
    [representations, analyses, checkpoints].map((list) => list.map(({ id }) => id))
  expect(ids(ofSite(run, 'stem'))).toEqual([['a'], ['x'], []])
  expect(ids(ofSite(run, 'last-hidden'))).toEqual([['b'], [], ['c']])
})
