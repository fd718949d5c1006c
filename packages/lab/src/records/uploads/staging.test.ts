import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBucket } from '../../platform/blobs/bucket.ts'
import { startObjectStorage, type ObjectStorage } from '../../platform/blobs/testing/start-object-storage.ts'
import { openStaging, type Staging } from './staging.ts'

let folder: string
let storage: ObjectStorage
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mitoscope-staging-'))
  storage = await startObjectStorage()
})
afterAll(async () => {
  await storage.close()
  await rm(folder, { recursive: true, force: true })
})

const places: readonly (readonly [string, () => Staging])[] = [
  ['folder', () => openStaging({ folder })],
  ['object storage', () => openStaging({ folder, blobUrl: storage.bucketUrl })],
]

describe.each(places)('%s', (place, open) => {
  test.each([
    ['a part of the file', 16 << 20],
    ['the whole file', 20 << 20],
  ])('a sender that stalls and breaks off harms nothing of %s from another server', async (part, length) => {
    const [id, file] = [`${place} ${part}`.replaceAll(' ', '-'), randomBytes(20 << 20)]
    let isStalled = false
    let goOn = () => {}
    const goesOn = new Promise<void>((resolve) => (goOn = resolve))
    async function* stall() {
      yield file.subarray(0, 3 << 20)
      isStalled = true
      await goesOn
      yield file.subarray(3 << 20, 4 << 20)
      throw new Error('the sender is gone')
    }
    const first = open().write(id, 0, stall())
    await expect.poll(() => isStalled).toBe(true)
    const other = open()
    const start = await other.size(id)
    expect(await other.write(id, start, pieces(file.subarray(start, length)))).toBe(length)
    goOn()
    await expect(first).rejects.toThrow('the sender is gone')
    expect(await other.size(id)).toBe(length)
    expect(await other.write(id, length, pieces(file.subarray(length)))).toBe(file.length)
    expect(file.equals(await buffer(other.read(id)))).toBe(true)
    await other.remove(id)
    expect(await listNames(other)).toEqual([])
  })

  test('what is known of a sender that breaks off is what arrived, and it goes on from there', async () => {
    const [staging, file] = [open(), randomBytes(1_000)]
    await expect(staging.write('cut', 0, breakOff(file.subarray(0, 400)))).rejects.toThrow('gone')
    expect(await staging.size('cut')).toBe(400)
    expect(await staging.write('cut', 400, pieces(file.subarray(400)))).toBe(1_000)
    expect(file.equals(await buffer(staging.read('cut')))).toBe(true)
    await staging.remove('cut')
    expect(await staging.size('cut')).toBe(0)
  })
})

describe('segments of a bucket', () => {
  test('those that were written by earlier versions are continued', async () => {
    const [staging, file] = [open(), randomBytes(1_000)]
    await putSegment('old', '000000000000000', file.subarray(0, 300))
    await putSegment('old', '000000000000300', file.subarray(300, 500))
    expect(await staging.size('old')).toBe(500)
    expect(await staging.write('old', 500, pieces(file.subarray(500)))).toBe(1_000)
    expect(await staging.size('old')).toBe(1_000)
    expect(file.equals(await buffer(staging.read('old')))).toBe(true)
    await staging.remove('old')
  })

  test('of those that overlap the furthest counts, and nothing behind a gap', async () => {
    const [staging, file] = [open(), randomBytes(1_000)]
    const other = Buffer.alloc(1_000)
    await putSegment('overlap', '000000000000000.a', other.subarray(0, 100))
    await putSegment('overlap', '000000000000000.b', file.subarray(0, 400))
    await putSegment('overlap', '000000000000050.c', other.subarray(50, 390))
    await putSegment('overlap', '000000000000100.d', other.subarray(100, 500))
    await putSegment('overlap', '000000000000350.e', file.subarray(350, 900))
    await putSegment('overlap', '000000000000901.f', file.subarray(901))
    expect(await staging.size('overlap')).toBe(900)
    for (const [start, end] of [
      [0, 900],
      [399, 401],
      [360, 410],
      [400, 900],
      [500, 500],
    ])
      expect(file.subarray(start, end).equals(await buffer(staging.read('overlap', start, end)))).toBe(true)
    expect(await listNames(staging)).toEqual(['overlap'])
    await staging.remove('overlap')
    expect(await listNames(staging)).toEqual([])
  })

  const open = () => openStaging({ folder, blobUrl: storage.bucketUrl })
  const putSegment = (id: string, name: string, bytes: Uint8Array) =>
    openBucket(storage.bucketUrl).put(`uploads/${id}/${name}`, bytes)
})

async function* pieces(bytes: Uint8Array) {
  for (let start = 0; start < bytes.length; start += 1 << 20) yield bytes.subarray(start, start + (1 << 20))
}

async function* breakOff(bytes: Uint8Array) {
  yield bytes
  throw new Error('gone')
}

async function listNames(staging: Staging) {
  const names: string[] = []
  for await (const name of staging.list()) names.push(name)
  return names
}
