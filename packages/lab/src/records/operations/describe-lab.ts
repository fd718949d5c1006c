import { createRequire } from 'node:module'
import type { Lab } from '../../platform/lab/lab.ts'
import { migrations } from '../../platform/database/migrations/migrations.ts'

const { version } = createRequire(import.meta.url)('../../../package.json') as { version: string }

/** Components of a lab, without addresses, paths or names of machines. */
export interface LabDescription {
  readonly version: string
  readonly database: 'pglite' | 'postgresql'
  /** Name of the latest migration of the database. */
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
