import { expect, test } from 'vitest'
import { guardLocal, guardTeam } from './guard-requests.ts'

const local = (headers: Record<string, string>) => guardLocal({ headers }) === undefined

test('local mode answers to the names of this machine only: a stranger’s DNS may point at it', () => {
  for (const host of ['localhost', 'localhost:4000', '127.0.0.1:1', '[::1]:4000', 'LOCALHOST:4000']) {
    expect(local({ host })).toBe(true)
  }
  for (const host of [
    '',
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.168.1.5:4000',
  ]) {
    expect(local({ host })).toBe(false)
  }
})

test('local mode answers its own pages only', () => {
  const host = 'localhost:4000'
  expect(local({ host, origin: 'http://localhost:4000' })).toBe(true)
  for (const origin of [
    'https://evil.example',
    'http://localhost:3000',
    'https://localhost:4000',
    'null',
    '',
  ]) {
    expect(local({ host, origin })).toBe(false)
  }
})

test('what a page of another site loads without an origin is turned away, and a link from it is followed', () => {
  const host = 'localhost:4000'
  expect(local({ host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).toBe(false)
  expect(local({ host, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' })).toBe(false)
  expect(local({ host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(true)
  expect(local({ host, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' })).toBe(true)
  expect(local({ host, 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' })).toBe(true)
})

test('team mode answers pages of its own address only', () => {
  const guard = guardTeam('https://lab.example.org')
  const passes = (origin?: string) => guard({ headers: { host: 'anything', origin } }) === undefined
  expect([passes(), passes('https://lab.example.org')]).toEqual([true, true])
  for (const origin of [
    'http://lab.example.org',
    'https://evil.example',
    'https://lab.example.org.evil.example',
  ]) {
    expect(passes(origin)).toBe(false)
  }
})
