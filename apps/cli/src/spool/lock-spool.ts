import { lockFile } from '@mitoscope/lab/local-files'
import { spoolFiles } from './spool-folder.ts'

/** Takes the lock of a spool for this process; the returned function gives it back. Rejects if another process holds it. */
export function lockSpool(folder: string): Promise<() => Promise<void>> {
  return lockFile(spoolFiles(folder).lock, (holder) => `${holder} is sending ${folder}`)
}
