import { lockFile } from '@mitoscope/lab/local-files'
import { spoolFiles } from './spool-folder.ts'

/**
 * Locks a spool for this process, and returns a function that unlocks it. Rejects if another process holds the lock.
 */
export function lockSpool(folder: string): Promise<() => Promise<void>> {
  return lockFile(spoolFiles(folder).lock, (holder) => `${holder} is sending ${folder}`)
}
