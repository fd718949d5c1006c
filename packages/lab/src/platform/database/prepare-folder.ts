import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileExists } from '../files/file-exists.ts'
import { syncFolder } from '../files/sync-folder.ts'
import { writeNewFile } from '../files/write-new-file.ts'

const mark = 'database.unfinished'

/**
 * Prepares the folder of an embedded database; the caller calls the returned function after its
 * initialisation. Removes the remains of a process that was killed during initialisation: it cannot have
 * written data. The marker file, and its removal, are flushed to the disk before any other write, because a
 * marker that reappeared would delete the database.
 */
export async function prepareFolder(folder: string): Promise<() => Promise<void>> {
  const [place, unfinished] = [join(folder, 'database'), join(folder, mark)]
  if (await fileExists(unfinished)) await rm(place, { recursive: true, force: true })
  if (await fileExists(place)) return async () => {}
  await writeNewFile(unfinished, '')
  return async () => {
    await rm(unfinished, { force: true })
    await syncFolder(folder)
  }
}
