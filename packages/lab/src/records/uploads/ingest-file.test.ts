import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { openBlobStore } from '../../platform/blobs/open-blob-store.ts'
import { startObjectStorage } from '../../platform/blobs/testing/start-object-storage.ts'
import { ingestFile } from './ingest-file.ts'
import { openStaging } from './staging.ts'

const archive = new URL('../../../../../tests/golden/reference/synthetic-w64.npz', import.meta.url)

test('a file goes to the bucket of its lab, also right after a file of another lab', async () => {
  const bytes = await readFile(fileURLToPath(archive))
  const hash = createHash('sha256').update(bytes).digest('hex')
  for (const fileName of ['first.npz', 'second.npz']) {
    const folder = await mkdtemp(join(tmpdir(), 'mitoscope-ingest-'))
    const storage = await startObjectStorage()
    try {
      const place = { folder, blobUrl: storage.bucketUrl }
      await openStaging(place).write(fileName, 0, Readable.from([bytes]))
      const file = { place, stagedName: fileName, fileName, bytes: bytes.length, hash, site: null, width: 64 }
      expect(await ingestFile(file)).toHaveProperty('facts')
      expect(await (await openBlobStore(folder, storage.bucketUrl)).stat(hash)).toBeDefined()
    } finally {
      await storage.close()
      await rm(folder, { recursive: true, force: true })
    }
  }
}, 60_000)

test('a file that comes as the reader of the last one is ended for idleness has a reader of its own', async () => {
  const bytes = await readFile(fileURLToPath(archive))
  const hash = createHash('sha256').update(bytes).digest('hex')
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-ingest-'))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const place = { folder, blobUrl: undefined }
    for (const fileName of ['first.npz', 'second.npz']) {
      await openStaging(place).write(fileName, 0, Readable.from([bytes]))
      const file = { place, stagedName: fileName, fileName, bytes: bytes.length, hash, site: null, width: 64 }
      expect(await ingestFile(file)).toHaveProperty('facts')
      vi.advanceTimersByTime(60_000)
    }
  } finally {
    vi.useRealTimers()
    await rm(folder, { recursive: true, force: true })
  }
}, 60_000)
