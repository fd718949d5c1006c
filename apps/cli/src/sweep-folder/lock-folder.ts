import { lockFile } from '@mitoscope/lab/local-files'
import type { SweepFolder } from './sweep-folder.ts'

/**
 * Locks a sweep's folder for this process, and returns a function that unlocks it. Rejects if another process holds the
 * lock.
 */
export function lockFolder(folder: SweepFolder): Promise<() => Promise<void>> {
  return lockFile(
    folder.lock,
    (holder) =>
      `${holder[0].toUpperCase()}${holder.slice(1)} is at work on the sweep in ${folder.root}. Wait for it, or choose another ` +
      'folder',
  )
}
