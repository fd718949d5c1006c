import { open, readdir, readFile, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { FileInUse, writeFileAtomically } from '@mitoscope/lab/local-files'
import { explainFileError } from '../files/read-file.ts'
import { RemoteError } from '../remote/server-address.ts'
import {
  countPoints,
  nothingSent,
  type SpoolRecord,
  type SpoolSource,
  type SpoolState,
} from './spool-record.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { lockSpool, spoolFiles } from './spool-folder.ts'

/** A spool whose process has ended, so that nothing is added to it. */
export interface StoredSpool extends SpoolSource {
  readonly folder: string
  /** Reason why the lock could not be written; undefined if this process holds it. */
  readonly unlocked?: string
  /**
   * Closes the spool, and removes it if everything is acknowledged. Resolves with the reason if it cannot be removed.
   */
  leave(isDone: boolean): Promise<string | undefined>
}

/** Error for a spool that another process is writing or sending. */
export class SpoolInUse extends RemoteError {}

/** Codes of a disk that takes no new file. */
const takesNothing = ['EROFS', 'ENOSPC', 'EDQUOT', 'EACCES', 'EPERM']

/** Returns the spools in a folder, or the folder itself if it is a spool; the oldest first. */
export async function listSpools(folder: string): Promise<string[]> {
  if (await isSpool(folder)) return [folder]
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new RemoteError(`${folder} cannot be read: ${error.message}.`)
  })
  const found: string[] = []
  for (const entry of entries)
    if (entry.isDirectory() && (await isSpool(join(folder, entry.name)))) found.push(join(folder, entry.name))
  // Their names begin with the time.
  return found.toSorted()
}

/** Returns the record of a spool. Rejects with RemoteError if it is damaged. */
export async function readRecord(folder: string): Promise<SpoolRecord> {
  const file = spoolFiles(folder).record
  try {
    const record = JSON.parse(await readFile(file, 'utf8')) as SpoolRecord
    if (record.version === 1 && typeof record.id === 'string' && typeof record.target === 'object')
      return record
  } catch (error) {
    throw new RemoteError(`${file} cannot be read: ${(error as Error).message}.`)
  }
  throw new RemoteError(`${file} was written by another version of mitoscope. Send it with that one.`)
}

/**
 * Opens a spool to send it. Rejects with SpoolInUse if another process sends it, or may still write it. On a disk that is
 * full or read-only it is sent without a lock: batches that are sent twice change nothing.
 */
export async function openStoredSpool(folder: string, record: SpoolRecord): Promise<StoredSpool> {
  const files = spoolFiles(folder)
  let unlocked: string | undefined
  const unlock = await lockSpool(folder).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof FileInUse)
      throw new SpoolInUse(`${folder} is left to another process: ${error.message}.`, exitCodes.partlyDone)
    if (!takesNothing.includes(error.code ?? ''))
      throw new RemoteError(`${folder} cannot be sent: ${error.message}`)
    unlocked = explainFileError(error, files.lock)?.message ?? error.message
    return async () => {}
  })
  let file: FileHandle
  try {
    file = await open(files.points)
  } catch (error) {
    await unlock()
    throw new RemoteError(`${files.points} cannot be read: ${(error as Error).message}.`)
  }
  const state = await readState(files.state)
  return {
    folder,
    record,
    state,
    unlocked,
    isOpen: false,
    keyPrefix: record.id,
    async read(from, length) {
      const buffer = Buffer.alloc(Math.min(length, Math.max(0, (await file.stat()).size - from)))
      const { bytesRead } = await file.read(buffer, 0, buffer.length, from)
      return buffer.subarray(0, bytesRead)
    },
    // If the disk is full, batches are sent again later, which changes nothing.
    saveState: () => writeFileAtomically(files.state, JSON.stringify(state)).catch(() => {}),
    changed: (ms) => sleep(ms),
    async leave(isDone) {
      await file.close()
      if (!isDone) return void (await unlock())
      try {
        await rm(folder, { recursive: true, force: true })
        return undefined
      } catch (error) {
        await unlock()
        return explainFileError(error, folder)?.message ?? (error as Error).message
      }
    },
  }
}

/** Returns the number of waiting points in a spool: those after the acknowledged bytes. */
export async function countWaiting(spool: SpoolSource): Promise<number> {
  let points = 0
  for (let at = spool.state.acknowledged, length = 2 ** 20; ;) {
    const bytes = await spool.read(at, length)
    const end = bytes.lastIndexOf(10) + 1
    points += countPoints(bytes.subarray(0, end))
    if (bytes.length < length) return points
    at += end
    // The line is longer than one read.
    if (end === 0) length *= 2
  }
}

async function isSpool(folder: string): Promise<boolean> {
  return stat(spoolFiles(folder).record).then(
    (found) => found.isFile(),
    () => false,
  )
}

/** Reads the acknowledged points; none if they were not saved, since sending batches again changes nothing. */
async function readState(file: string): Promise<SpoolState> {
  try {
    return { ...nothingSent, ...(JSON.parse(await readFile(file, 'utf8')) as SpoolState) }
  } catch {
    return { ...nothingSent }
  }
}
