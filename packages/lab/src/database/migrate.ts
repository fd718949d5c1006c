import { Migrator, type Kysely } from 'kysely'
import { migrations } from './migrations/migrations.ts'

/** Brings the schema up to date, under a lock that other processes wait for. Returns the names of what it applied. */
export async function migrate<T>(db: Kysely<T>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error)
    throw new Error(`The database cannot be brought up to date: ${describe(error)}`, { cause: error })
  return (results ?? []).map(({ migrationName }) => migrationName)
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
