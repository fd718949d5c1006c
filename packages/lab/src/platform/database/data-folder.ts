import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { LabError } from '../errors/lab-error.ts'
import { lockFile } from '../files/lock-file.ts'

/** Creates the folder of a lab's data. Rejects with UNAVAILABLE or RESOURCE_EXHAUSTED if it is not writable. */
export async function makeDataFolder(folder: string): Promise<void> {
  // For its owner only: sessions, tokens' hashes and the lab's secrets are in there.
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw explainFolderError(error, folder)
  })
}

/** Explains a disk error of a data folder to the person who starts the lab; returns any other error unchanged. */
export function explainFolderError(error: unknown, folder: string): unknown {
  const { code = '' } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new LabError(
      'RESOURCE_EXHAUSTED',
      `The disk of the data folder ${folder} is full (${code}). Free some space there, or choose another folder with --data.`,
    )
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return new LabError(
      'UNAVAILABLE',
      `The data folder ${folder} cannot be written to (${code}). Check its owner and permissions and how its disk is ` +
        'mounted, or choose another folder with --data.',
    )
  // What Node answers for a new folder on a disk that is read-only.
  if (code === 'ENOENT')
    return new LabError(
      'UNAVAILABLE',
      `The data folder ${folder} cannot be made: the folder above it cannot be written to, or is gone. Check its ` +
        'permissions and how its disk is mounted, or choose another folder with --data.',
    )
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new LabError(
      'BAD_USER_INPUT',
      `The data folder ${folder} cannot be made: a part of the path is a file. Choose another folder with --data.`,
    )
  return error
}

/** Locks a data folder for this process, because only one process may use an embedded database. */
export async function lockDataFolder(folder: string): Promise<() => Promise<void>> {
  await makeDataFolder(folder)
  return lockFile(
    join(folder, 'server.lock'),
    (holder) =>
      `${folder} is in use by the Mitoscope server that is ${holder}. Stop that one, choose another folder ` +
      'with --data, or set DATABASE_URL to share a PostgreSQL server',
  )
}
