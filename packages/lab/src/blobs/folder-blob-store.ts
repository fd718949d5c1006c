import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { badInput } from '../errors/lab-error.ts'
import type { BlobStore, StoredBlob } from './blob-store.ts'

/** Blobs as files of a folder, `ab/abcd…`. A blob is there whole or not at all, also after a crash. */
export function openFolderBlobStore(folder: string): BlobStore {
  const place = (hash: string) => join(folder, hash.slice(0, 2), hash)
  const arriving = join(folder, 'arriving')
  return {
    async put(source, expected) {
      await mkdir(arriving, { recursive: true })
      const temporary = join(arriving, randomUUID())
      try {
        const stored = await writeHashed(temporary, source)
        refuseMismatch(stored, expected)
        await mkdir(join(folder, stored.hash.slice(0, 2)), { recursive: true })
        await rename(temporary, place(stored.hash))
        return stored
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
    },
    async stat(hash) {
      try {
        return { bytes: (await stat(place(hash))).size }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    read: (hash, start = 0, end) =>
      end !== undefined && end <= start
        ? nothing()
        : createReadStream(place(hash), { start, end: end === undefined ? undefined : end - 1 }),
    delete: (hash) => rm(place(hash), { force: true }),
    async *list() {
      for (const prefix of await readdir(folder).catch(() => [])) {
        if (prefix.length === 2) yield* await readdir(join(folder, prefix))
      }
    },
  }
}

/** Throws where bytes are not those that were announced. */
export function refuseMismatch({ hash, bytes }: StoredBlob, expected?: string): void {
  if (expected === undefined || expected === hash) return
  throw badInput(
    'hash',
    `the ${bytes} bytes that arrived have the SHA-256 ${hash}, ${expected} was announced`,
    'Send the file again',
  )
}

async function writeHashed(path: string, source: AsyncIterable<Uint8Array>): Promise<StoredBlob> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx')
  let bytes = 0
  try {
    for await (const chunk of source) {
      hash.update(chunk)
      bytes += chunk.length
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { hash: hash.digest('hex'), bytes }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
