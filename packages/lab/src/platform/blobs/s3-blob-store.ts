import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { temporaryName } from './temporary-files.ts'
import type { BlobStore, StoredBlob } from './blob-store.ts'
import { openBucket, type Bucket } from './bucket.ts'
import { explainDiskError } from './explain-disk-error.ts'
import { requireHash, writeHashed } from './write-hashed.ts'

/** Size in bytes below which a blob is held in memory while it is hashed. */
const maxMemoryBytes = 8 << 20
const labIdKey = 'lab-id'
const probeKey = 'probe'

/**
 * Opens a store of blobs as objects of a bucket, `blobs/ab/abcd…`. An object appears when its last part has
 * arrived, never earlier.
 */
export function openS3BlobStore(url: string): BlobStore {
  const bucket = openBucket(url)
  const place = (hash: string) => `blobs/${hash.slice(0, 2)}/${hash}`
  return {
    async put(source, expected) {
      const { head, rest } = await split(source)
      if (!rest) {
        const stored = describe(head)
        requireHash(stored, expected)
        await bucket.put(place(stored.hash), head)
        return stored
      }
      const all = chain(head, rest)
      if (expected === undefined) return spool(all, (stored, file) => bucket.upload(place(stored.hash), file))
      const checked = check(all, expected)
      await bucket.upload(place(expected), checked.source)
      return checked.stored()
    },
    stat: (hash) => bucket.stat(place(hash)),
    read: (hash, start, end) => bucket.read(place(hash), start, end),
    delete: (hash) => bucket.delete(place(hash)),
    async *list() {
      for await (const { key, ...rest } of bucket.list('blobs/'))
        yield { hash: key.slice(key.lastIndexOf('/') + 1), ...rest }
    },
    labIdPlace: bucket.urlOf(labIdKey),
    readLabId: () => readLabId(bucket),
    async writeLabId(id) {
      await bucket.putNew(labIdKey, Buffer.from(`${id}\n`))
      return (await readLabId(bucket)) ?? id
    },
    async probe() {
      // Always the same object: readiness is asked for at any time, and in a versioned bucket each other one stays.
      await bucket.put(probeKey, Buffer.from('probe'))
      await buffer(bucket.read(probeKey))
    },
    // An upload that broke off leaves parts that only the store knows: its lifecycle rule ends those.
    tidy: async () => 0,
  }
}

async function readLabId(bucket: Bucket): Promise<string | undefined> {
  if (!(await bucket.stat(labIdKey))) return undefined
  return (await text(bucket.read(labIdKey))).trim() || undefined
}

function describe(bytes: Uint8Array): StoredBlob {
  return { hash: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length }
}

/** Splits a source into its first bytes and, if there are more, the remaining stream. */
async function split(source: AsyncIterable<Uint8Array>) {
  const iterator = source[Symbol.asyncIterator]()
  const chunks: Uint8Array[] = []
  let bytes = 0
  while (bytes < maxMemoryBytes) {
    const { done, value } = await iterator.next()
    if (done) return { head: Buffer.concat(chunks) }
    // A source may use its buffer again.
    chunks.push(Buffer.from(value))
    bytes += value.length
  }
  return { head: Buffer.concat(chunks), rest: { [Symbol.asyncIterator]: () => iterator } }
}

async function* chain(head: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head
  yield* rest
}

/**
 * Yields the source and throws at its end if the hash is not the expected one, which aborts the upload before
 * an object exists.
 */
function check(source: AsyncIterable<Uint8Array>, expected: string) {
  const hash = createHash('sha256')
  let bytes = 0
  async function* through() {
    for await (const chunk of source) {
      hash.update(chunk)
      bytes += chunk.length
      yield chunk
    }
    requireHash({ hash: hash.digest('hex'), bytes }, expected)
  }
  return { source: through(), stored: (): StoredBlob => ({ hash: expected, bytes }) }
}

/**
 * Writes a large source to a temporary file first, because an object's key is its hash, known only at the
 * end.
 */
async function spool(
  source: AsyncIterable<Uint8Array>,
  send: (stored: StoredBlob, file: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<StoredBlob> {
  const path = join(tmpdir(), `mitoscope-blob.${temporaryName()}`)
  try {
    const stored = await writeHashed(path, source)
    await send(stored, createReadStream(path, { highWaterMark: 1 << 20 }))
    return stored
  } catch (error) {
    throw explainDiskError(error, tmpdir())
  } finally {
    await rm(path, { force: true })
  }
}
