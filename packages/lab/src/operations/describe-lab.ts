import { createRequire } from 'node:module'
import type { Lab } from '../lab.ts'
import { migrations } from '../database/migrations/migrations.ts'

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string }

/** What a lab consists of, for whoever asks about it: no address, path or name of the machine is among it. */
export interface LabDescription {
  readonly version: string
  readonly database: 'pglite' | 'postgresql'
  /** Name of the last change that the database's tables have had. */
  readonly databaseSchema: string
  readonly files: 'folder' | 'bucket'
}

export function describeLab({ database, blobUrl }: Lab): LabDescription {
  return {
    version,
    database: database.engine,
    databaseSchema: Object.keys(migrations).toSorted().at(-1)!,
    files: blobUrl === undefined ? 'folder' : 'bucket',
  }
}
