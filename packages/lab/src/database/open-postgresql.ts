import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Database } from './database.ts'
import { listenPostgresql } from './listen-postgresql.ts'
import type { Tables } from './tables.ts'

// Bigints of ours count things: they fit a number.
pg.types.setTypeParser(20, Number)

/** Connects to a PostgreSQL server. Rejects when it cannot be reached. */
export async function openPostgresql(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5_000 })
  // An idle connection that breaks is replaced; the queries that follow say what is wrong.
  pool.on('error', () => {})
  try {
    await pool.query('select 1')
  } catch (error) {
    await pool.end()
    throw new Error(
      `The database at ${withoutPassword(url)} cannot be reached: ${(error as Error).message}`,
      {
        cause: error,
      },
    )
  }
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return {
    engine: 'postgresql',
    db,
    listen: (channel, onPayload, onGap) => listenPostgresql(url, channel, onPayload, onGap),
    close: () => db.destroy(),
  }
}

function withoutPassword(url: string): string {
  try {
    const { host, pathname } = new URL(url)
    return `${host}${pathname}`
  } catch {
    return 'DATABASE_URL'
  }
}
