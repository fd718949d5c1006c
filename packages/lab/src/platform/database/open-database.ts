import { join } from 'node:path'
import { LabError } from '../errors/lab-error.ts'
import type { Database } from './database.ts'
import { explainDenied } from './explain-database-error.ts'
import { explainFolderError, lockDataFolder } from './data-folder.ts'
import { migrate } from './migrate.ts'
import { prepareFolder } from './prepare-folder.ts'

export interface DatabaseOptions {
  /** Folder of the lab's data, which holds the embedded database. */
  readonly folder: string
  /** URL of a PostgreSQL server that replaces the embedded database. */
  readonly url?: string
}

/** Opens the lab's database and migrates its schema. */
export async function openDatabase({ folder, url }: DatabaseOptions): Promise<Database> {
  const database = url ? await openServer(url) : await openEmbedded(folder)
  try {
    await migrate(database.db)
    return database
  } catch (error) {
    await database.close()
    throw explainDenied(error)
  }
}

async function openServer(url: string): Promise<Database> {
  const { openPostgresql } = await import('./open-postgresql.ts')
  return openPostgresql(url)
}

async function openEmbedded(folder: string): Promise<Database> {
  try {
    const unlock = await lockDataFolder(folder)
    try {
      return await openIn(folder, unlock)
    } catch (error) {
      await unlock()
      throw error
    }
  } catch (error) {
    throw explainFolderError(error, folder)
  }
}

async function openIn(folder: string, unlock: () => Promise<void>): Promise<Database> {
  const { openPglite } = await import('./open-pglite.ts')
  const initialised = await prepareFolder(folder)
  const place = join(folder, 'database')
  const database = await openPglite({ folder: place }).catch((error: unknown) => {
    throw explainDamage(error, place)
  })
  await initialised()
  return {
    ...database,
    close: async () => {
      await database.close()
      await unlock()
    },
  }
}

/**
 * Explains a database that its engine cannot open to the person who starts the lab; returns disk errors
 * unchanged.
 */
function explainDamage(error: unknown, place: string): unknown {
  if (typeof (error as NodeJS.ErrnoException).code === 'string') return error
  return Object.assign(
    new LabError(
      'CONFLICT',
      `The embedded database in ${place} cannot be opened (${(error as Error).message}): it is damaged, as by a power cut ` +
        'or a copy made while it was in use, or of another engine. Restore a backup into a new folder (mitoscope restore ' +
        'FILE --data FOLDER), or choose another folder with --data; nothing here was changed.',
    ),
    { cause: error },
  )
}
