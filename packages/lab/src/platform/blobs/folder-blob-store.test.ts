import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFolderStaging } from '../../records/uploads/staging.ts'
import { openFolderBlobStore } from './folder-blob-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'mitoscope-folder-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('what writers that died left half written is removed at the next start, what others write is not', async () => {
  const place = join(folder, 'crashed')
  const arriving = join(place, 'arriving')
  mkdirSync(arriving, { recursive: true })
  const host = hostname().replaceAll(/[^A-Za-z0-9-]/g, '_')
  const { pid: dead } = spawnSync('true')
  const names = {
    dead: `${host}.${dead}.a`,
    living: `${host}.${process.pid}.b`,
    elsewhere: 'other-host.1.c',
    ancient: 'other-host.1.d',
  }
  for (const name of Object.values(names)) writeFileSync(join(arriving, name), 'half')
  utimesSync(join(arriving, names.ancient), 1, 1)
  const store = openFolderBlobStore(place)
  await store.put(one(Buffer.from('whole')))
  expect(readdirSync(arriving).toSorted()).toEqual([names.living, names.elsewhere].toSorted())
})

test('a list goes on when what it is about to show is deleted', async () => {
  const store = openFolderBlobStore(join(folder, 'deleting'))
  const prefixes = new Map<string, string>()
  let pair: [string, string] | undefined
  for (let i = 0; pair === undefined; i++) {
    const { hash } = await store.put(one(Buffer.from(`blob ${i}`)))
    const other = prefixes.get(hash.slice(0, 2))
    if (other) pair = [other, hash]
    prefixes.set(hash.slice(0, 2), hash)
  }
  const listed: string[] = []
  for await (const { hash } of store.list()) {
    listed.push(hash)
    if (pair.includes(hash)) await store.delete(pair.find((other) => other !== hash)!)
  }
  expect(pair.filter((hash) => listed.includes(hash))).toHaveLength(1)
  expect(listed).toHaveLength(prefixes.size)
})

/** A disk of two megabytes, if this process may mount one. */
const disk = join(folder, 'disk')
mkdirSync(disk)
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]).status === 0

describe.skipIf(!mounted)('a full disk', () => {
  beforeAll(() => writeFileSync(join(disk, 'ballast'), Buffer.alloc(1_500_000)))
  afterAll(() => void execFileSync('umount', [disk]))

  const full = {
    code: 'RESOURCE_EXHAUSTED',
    message: expect.stringMatching(/The disk of the lab's files is full.*Free some space/),
  }

  test('is said to be, nothing is left behind, and it works again when there is space', async () => {
    const store = openFolderBlobStore(join(disk, 'blobs'))
    const bytes = Buffer.alloc(1_000_000, 7)
    await expect(store.put(one(bytes))).rejects.toMatchObject(full)
    expect(readdirSync(join(disk, 'blobs', 'arriving'))).toEqual([])
    rmSync(join(disk, 'ballast'))
    const { hash } = await store.put(one(bytes))
    expect(await store.stat(hash)).toMatchObject({ bytes: 1_000_000 })
    await store.delete(hash)
  })

  test('is said to an upload, which goes on where it stopped', async () => {
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(1_500_000))
    const staging = openFolderStaging(join(disk, 'uploads'))
    const bytes = Buffer.alloc(1_000_000, 9)
    await expect(staging.write('a', 0, inPieces(bytes))).rejects.toMatchObject(full)
    const arrived = await staging.size('a')
    expect(arrived).toBeGreaterThan(100_000)
    rmSync(join(disk, 'ballast'))
    expect(await staging.write('a', arrived, inPieces(bytes.subarray(arrived)))).toBe(1_000_000)
    const read = []
    for await (const chunk of staging.read('a')) read.push(chunk)
    expect(bytes.equals(Buffer.concat(read))).toBe(true)
    await staging.remove('a')
    expect(await staging.size('a')).toBe(0)
  })
})

async function* one(bytes: Uint8Array) {
  yield bytes
}

async function* inPieces(bytes: Uint8Array) {
  for (let start = 0; start < bytes.length; start += 50_000) yield bytes.subarray(start, start + 50_000)
}
