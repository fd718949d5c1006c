import { sql, type Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { LabError } from '../errors/lab-error.ts'
import { migrations } from './migrations/migrations.ts'

/**
 * Migrates the schema to this version, under a lock that other processes wait for. Returns the names of the
 * applied migrations.
 */
export async function migrate<T>(db: Kysely<T>): Promise<string[]> {
  await rejectNewer(db)
  // The migrator reads the whole catalogue before it finds that there is nothing to do.
  if (await isUpToDate(db)) return []
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error)
    throw new Error(`The database cannot be brought up to date: ${describe(error)}`, { cause: error })
  return (results ?? []).map(({ migrationName }) => migrationName)
}

/** Throws if the database has migrations that this version does not know, because it would misread the data. */
async function rejectNewer<T>(db: Kysely<T>): Promise<void> {
  const unknown = (await findApplied(db)).filter((name) => !Object.hasOwn(migrations, name))
  if (unknown.length === 0) return
  throw new LabError(
    'CONFLICT',
    `The database was changed by a newer version of Mitoscope (${unknown.join(', ')}), and this version knows the changes ` +
      `up to ${Object.keys(migrations).toSorted().at(-1)}. Update this version, or choose another database (DATABASE_URL) ` +
      'or data folder (--data).',
  )
}

async function isUpToDate<T>(db: Kysely<T>): Promise<boolean> {
  return JSON.stringify(await findApplied(db)) === JSON.stringify(Object.keys(migrations).sort())
}

/** Lists the names of the applied migrations, in order. */
async function findApplied<T>(db: Kysely<T>): Promise<string[]> {
  const { rows: tables } = await sql<{ there: boolean }>`
    select to_regclass('kysely_migration') is not null as there`.execute(db)
  if (!tables[0].there) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
