import { rm } from 'node:fs/promises'
import { lockFile } from '@mitoscope/lab/local-files'
import { spoolFiles } from './spool-folder.ts'

/** Takes the lock of a spool for this process; the returned function gives it back. Rejects where another has it. */
export async function lockSpool(folder: string): Promise<() => Promise<void>> {
  const { lock } = spoolFiles(folder)
  try {
    return await lockFile(lock, (holder) => `${holder} is sending ${folder}.`)
  } catch (error) {
    // A full disk leaves an empty lock, which would count as taken from now on.
    if ((error as NodeJS.ErrnoException).code !== undefined) await rm(lock, { force: true }).catch(() => {})
    throw error
  }
}
