import { expect, test } from 'vitest'
import { nameSubject, parseSubject, shortenIds, describeDetail } from './audit-entry.ts'

const id = 'ccae0ea2-470a-48b8-afc7-7e6b474c819d'

test('a subject is read with the id by which the server knows it', () => {
  expect(parseSubject(`run ${id}`)).toEqual({
    kind: 'run',
    id,
    globalId: Buffer.from(`TrainingRun:${id}`).toString('base64url'),
  })
  expect(parseSubject(`upload ${id}`)).toEqual({ kind: 'upload', id })
})

test.each(['lab', 'local', 'user vera@example.org', 'Vera Example'])('%s is no id', (text) => {
  expect(parseSubject(text)).toBeUndefined()
})

test('what has a page is linked to it', () => {
  expect(nameSubject({ __typename: 'Sweep', id: 'a=', name: 'digits' })).toEqual({
    name: 'digits',
    href: '/sweep?id=a%3D',
  })
  const run = { id: 'r', name: 'w16-s0' }
  expect(nameSubject({ __typename: 'Analysis', id: 'b', measure: 'groups', run })).toEqual({
    name: 'groups of w16-s0',
    href: '/analysis?id=b',
  })
  expect(nameSubject({ __typename: 'User', id: 'u', name: 'Vera' })).toEqual({ name: 'Vera' })
})

test('ids are cut to what tells them apart', () => {
  expect(shortenIds(`runId ${id}, measure groups`)).toBe('runId ccae0ea2…, measure groups')
})

test.each([
  [{ measure: 'groups', seed: 0 }, 'measure groups, seed 0'],
  [{ projects: [{ role: 'ADMIN' }], none: null }, 'projects [{"role":"ADMIN"}], none null'],
  [{}, ''],
  [undefined, ''],
])('%j is told in words', (detail, words) => {
  expect(describeDetail(detail)).toBe(words)
})
