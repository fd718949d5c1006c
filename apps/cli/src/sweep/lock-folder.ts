import { lockFile } from '@mitoscope/lab/local-files'
import type { SweepFolder } from './sweep-folder.ts'

/** Takes a sweep's folder for this process; the returned function gives it back. Throws when another is at work there. */
export function lockFolder(folder: SweepFolder): Promise<() => Promise<void>> {
  return lockFile(
    folder.lock,
    (holder) =>
      `${holder[0].toUpperCase()}${holder.slice(1)} is at work on the sweep in ${folder.root}. Wait for it, or choose another ` +
      'folder',
  )
}
