import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileExists } from '../local-files/file-exists.ts'
import { syncFolder } from '../local-files/sync-folder.ts'
import { writeNewFile } from '../local-files/write-new-file.ts'

const mark = 'database.unfinished'

/**
 * Gets the place of an embedded database ready: the returned function is to be called once it has been initialised. What
 * a process left that was killed before that is removed; nothing can have been written to it. That the mark is there, and
 * that it is gone, is on the disk before anything else is written: one that came back would cost the database.
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
