import { CamelCasePlugin, Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { LabError } from '../errors/lab-error.ts'
import type { Database } from './database.ts'
import { explainDatabaseError } from './explain-database-error.ts'
import { listenPostgresql } from './listen-postgresql.ts'
import type { Tables } from './tables.ts'

// Bigints of ours count things: they fit a number.
pg.types.setTypeParser(20, Number)

/** Connects to a PostgreSQL server. Rejects if it cannot be reached. */
export async function openPostgresql(url: string): Promise<Database> {
  rejectOtherUrl(url)
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
  // A connection that breaks, idle or between two statements of a transaction, is replaced; the queries that follow say
  // what is wrong.
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  try {
    await pool.query('select 1')
  } catch (error) {
    await pool.end()
    throw Object.assign(
      new LabError(
        'UNAVAILABLE',
        `The database at ${withoutPassword(url)} cannot be reached: ${describe(error)}. ` +
          'Check DATABASE_URL, and that the server is up.',
      ),
      { cause: error },
    )
  }
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: explainedPool(pool) }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return {
    engine: 'postgresql',
    db,
    listen: (channel, onPayload, onGap) => listenPostgresql(url, channel, onPayload, onGap),
    close: () => db.destroy(),
  }
}

/** Throws for a URL that is not a PostgreSQL address: the driver would resolve parts of it as host names. */
function rejectOtherUrl(url: string): void {
  if (/^(postgres(ql)?|socket):|^\//.test(url)) return
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0]
  throw new LabError(
    'BAD_USER_INPUT',
    `DATABASE_URL must be the URL of a PostgreSQL server, as postgresql://USER@HOST/DATABASE; ` +
      `got ${scheme === undefined ? 'one without a scheme' : `one that begins with "${scheme}"`}.`,
  )
}

function withoutPassword(url: string): string {
  try {
    const { host, pathname } = new URL(url)
    return `${host}${pathname}`
  } catch {
    return 'DATABASE_URL'
  }
}

/** Describes a connection error. If a host has several addresses, the combined error carries only a code. */
function describe(error: unknown): string {
  const { message, code } = error as Error & { code?: string }
  return message || (code ?? String(error))
}

/** Returns the pool with errors that name a remedy. */
function explainedPool(pool: pg.Pool): PostgresPool {
  return {
    connect: async () => explained(await pool.connect().catch(fail)),
    end: () => pool.end(),
  }
}

function explained(client: pg.PoolClient): PostgresPoolClient {
  const query = (text: string, values: unknown[]) => client.query(text, values).catch(fail)
  return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release() }
}

function fail(error: unknown): never {
  throw explainDatabaseError(error)
}
