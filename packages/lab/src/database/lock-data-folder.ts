import { join } from 'node:path'
import { lockFile } from '../local-files/lock-file.ts'
import { makeDataFolder } from './make-data-folder.ts'

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
