import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BlobStore } from './blob-store.ts'
import { openBlobStore } from './open-blob-store.ts'
import { startObjectStorage, type ObjectStorage } from './testing/start-object-storage.ts'

let folder: string
let storage: ObjectStorage
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mitoscope-blobs-'))
  storage = await startObjectStorage()
})
afterAll(async () => {
  await storage.close()
  await rm(folder, { recursive: true, force: true })
})

const stores: readonly (readonly [string, () => Promise<BlobStore>])[] = [
  ['folder', () => openBlobStore(folder)],
  ['object storage', () => openBlobStore(folder, storage.bucketUrl)],
]

describe.each(stores)('%s', (_, open) => {
  test.each([
    ['nothing', 0],
    ['a few bytes', 1_000],
    ['several parts', 20 << 20],
  ])('keeps %s by their hash, whoever announces it', async (_name, length) => {
    const store = await open()
    const bytes = randomBytes(length)
    const hash = sha256(bytes)
    expect(await store.stat(hash)).toBeUndefined()
    expect(await store.put(pieces(bytes))).toEqual({ hash, bytes: length })
    expect(await store.stat(hash)).toEqual({ bytes: length, storedAt: expect.any(Date) })
    expect(bytes.equals(await collect(store.read(hash)))).toBe(true)
    await store.delete(hash)
    expect(await store.stat(hash)).toBeUndefined()
    expect(await store.put(pieces(bytes), hash)).toEqual({ hash, bytes: length })
    expect(await (await open()).stat(hash)).toMatchObject({ bytes: length })
    expect(sha256(await collect(store.read(hash)))).toBe(hash)
  })

  test('reads ranges', async () => {
    const store = await open()
    const bytes = randomBytes(100_000)
    const { hash } = await store.put(pieces(bytes))
    for (const [start, end] of [
      [0, 1],
      [0, 0],
      [70_000, 70_000],
      [99_999, 100_000],
      [65_530, 65_540],
    ]) {
      expect(bytes.subarray(start, end).equals(await collect(store.read(hash, start, end)))).toBe(true)
    }
    expect(bytes.subarray(99_000).equals(await collect(store.read(hash, 99_000)))).toBe(true)
    await expect(collect(store.read('0'.repeat(64)))).rejects.toThrow()
  })

  test.each([
    ['a few bytes', 1_000],
    ['several parts', 20 << 20],
  ])(
    'keeps nothing of %s that are not what was announced, nor of a source that fails',
    async (_name, length) => {
      const store = await open()
      const bytes = randomBytes(length)
      const before = await list(store)
      const other = sha256(Buffer.from('other'))
      await expect(store.put(pieces(bytes), other)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        message: expect.stringContaining(`have the SHA-256 ${sha256(bytes)}, but ${other} was declared`),
      })
      await expect(store.put(breaking(bytes))).rejects.toThrow('the source broke')
      await expect(store.put(breaking(bytes), sha256(bytes))).rejects.toThrow('the source broke')
      expect(await list(store)).toEqual(before)
    },
  )

  test('lists everything, with its size', async () => {
    const store = await open()
    const stored = []
    for (let i = 0; i < 5; i++) stored.push(await store.put(pieces(Buffer.from(`blob ${i}`))))
    const listed = new Map((await list(store)).map(({ hash, bytes }) => [hash, bytes]))
    for (const { hash, bytes } of stored) expect(listed.get(hash)).toBe(bytes)
  })

  test('the same bytes at once are one blob', async () => {
    const store = await open()
    const bytes = randomBytes(300_000)
    await Promise.all(Array.from({ length: 8 }, () => store.put(pieces(bytes))))
    expect((await list(store)).filter(({ hash }) => hash === sha256(bytes))).toHaveLength(1)
  })
})

test('a bucket whose list has several pages is listed whole', async () => {
  const store = await openBlobStore(folder, 's3://lab/of/many')
  const numbers = Array.from({ length: 1_050 }, (_, i) => i)
  for (let at = 0; at < numbers.length; at += 50)
    await Promise.all(numbers.slice(at, at + 50).map((i) => store.put(pieces(Buffer.from(`blob ${i}`)))))
  const listed: string[] = []
  for await (const { hash } of store.list()) listed.push(hash)
  expect(listed.sort()).toEqual(numbers.map((i) => sha256(Buffer.from(`blob ${i}`))).sort())
})

test('a bucket that is away is said to be, and works again when it is back', async () => {
  const store = await openBlobStore(folder, storage.bucketUrl)
  const { hash } = await store.put(pieces(Buffer.from('before')))
  await storage.stop()
  const message = 'The storage of files cannot be reached; it may work again later.'
  const away = {
    code: 'UNAVAILABLE',
    message,
    cause: { message: expect.stringContaining(storage.bucketUrl) },
  }
  await expect(store.put(pieces(Buffer.from('during')))).rejects.toMatchObject(away)
  await expect(store.stat(hash)).rejects.toMatchObject(away)
  await expect(collect(store.read(hash))).rejects.toMatchObject(away)
  await storage.start()
  expect((await collect(store.read(hash))).toString()).toBe('before')
  const nobody = await openBlobStore(folder, 's3://nobody')
  await expect(nobody.stat(hash)).resolves.toBeUndefined()
  await expect(nobody.put(pieces(Buffer.from('x')))).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message,
    cause: { message: expect.stringContaining('there is no such bucket') },
  })
  await expect(openBlobStore(folder, 's3://')).rejects.toThrow('Write it as s3://BUCKET')
})

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Yields chunks of an odd size, all in one reused buffer. */
async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 65_537) yield bytes.subarray(start, start + 65_537)
}

async function* breaking(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield* pieces(bytes)
  throw new Error('the source broke')
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks = []
  for await (const chunk of source) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function list(store: BlobStore) {
  const found = []
  for await (const blob of store.list()) found.push(blob)
  return found.toSorted((a, b) => a.hash.localeCompare(b.hash))
}
