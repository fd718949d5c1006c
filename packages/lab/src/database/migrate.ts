import { Migrator, sql, type Kysely } from 'kysely'
import { migrations } from './migrations/migrations.ts'

/** Brings the schema up to date, under a lock that other processes wait for. Returns the names of what it applied. */
export async function migrate<T>(db: Kysely<T>): Promise<string[]> {
  // The migrator reads the whole catalogue before it finds that there is nothing to do.
  if (await isUpToDate(db)) return []
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error)
    throw new Error(`The database cannot be brought up to date: ${describe(error)}`, { cause: error })
  return (results ?? []).map(({ migrationName }) => migrationName)
}

async function isUpToDate<T>(db: Kysely<T>): Promise<boolean> {
  const { rows: tables } = await sql<{ there: boolean }>`
    select to_regclass('kysely_migration') is not null as there`.execute(db)
  if (!tables[0].there) return false
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return JSON.stringify(rows.map(({ name }) => name)) === JSON.stringify(Object.keys(migrations).sort())
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
