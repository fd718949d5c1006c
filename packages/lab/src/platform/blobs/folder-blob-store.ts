import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ifMissing } from '../files/if-missing.ts'
import { syncFolder } from '../files/sync-folder.ts'
import { writeNewFile } from '../files/write-new-file.ts'
import { temporaryName, removeStaleFiles } from './temporary-files.ts'
import type { BlobStore, StoredBlob } from './blob-store.ts'
import { explainDiskError } from './explain-disk-error.ts'
import { requireHash, writeHashed } from './write-hashed.ts'

/**
 * Opens a store of blobs as files in a folder, `ab/abcd…`. A blob is there whole or not at all, even after a
 * crash or a power cut.
 */
export function openFolderBlobStore(folder: string): BlobStore {
  const folderOf = (hash: string) => join(folder, hash.slice(0, 2))
  const place = (hash: string) => join(folderOf(hash), hash)
  const temporaryFolder = join(folder, 'arriving')
  const labIdPlace = join(folder, 'lab-id')
  const publishFile = async (temporary: string, { hash }: StoredBlob) => {
    const made = await mkdir(folderOf(hash), { recursive: true })
    await rename(temporary, place(hash))
    await syncFolder(folderOf(hash))
    if (made !== undefined) await syncFolder(folder)
  }
  const statBlob = async (hash: string) => {
    const found = await stat(place(hash)).catch(ifMissing(undefined))
    return found && { bytes: found.size, storedAt: found.mtime }
  }
  const write = async (source: AsyncIterable<Uint8Array>, expected?: string) => {
    await mkdir(temporaryFolder, { recursive: true })
    const temporary = join(temporaryFolder, temporaryName())
    try {
      const stored = await writeHashed(temporary, source)
      requireHash(stored, expected)
      await publishFile(temporary, stored)
      return stored
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  }
  // At every start: what died while it was writing is of no use to anybody.
  const cleaned = removeStaleFiles(temporaryFolder).catch(() => 0)
  return {
    async put(source, expected) {
      await cleaned
      try {
        return await write(source, expected)
      } catch (error) {
        throw explainDiskError(error, folder)
      }
    },
    stat: statBlob,
    read: (hash, start = 0, end) =>
      end !== undefined && end <= start
        ? nothing()
        : createReadStream(place(hash), { start, end: end === undefined ? undefined : end - 1 }),
    delete: (hash) => rm(place(hash), { force: true }),
    async *list() {
      for (const prefix of await readdir(folder).catch(ifMissing([]))) {
        if (prefix.length !== 2) continue
        for (const hash of await readdir(join(folder, prefix))) {
          const found = await statBlob(hash)
          // A purge may have deleted it since its folder was read.
          if (found) yield { hash, ...found }
        }
      }
    },
    labIdPlace,
    readLabId: () => readLabId(labIdPlace),
    async writeLabId(id) {
      try {
        await mkdir(folder, { recursive: true })
        await writeNewFile(labIdPlace, `${id}\n`)
      } catch (error) {
        throw explainDiskError(error, folder)
      }
      return (await readLabId(labIdPlace)) ?? id
    },
    async probe() {
      const path = join(temporaryFolder, temporaryName())
      try {
        await mkdir(temporaryFolder, { recursive: true })
        await writeHashed(path, toProbe())
        await readFile(path)
      } catch (error) {
        throw explainDiskError(error, folder)
      } finally {
        await rm(path, { force: true }).catch(() => {})
      }
    },
    tidy: () => removeStaleFiles(temporaryFolder),
  }
}

async function readLabId(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(ifMissing(''))
  return text.trim() || undefined
}

async function* toProbe(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('probe')
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
