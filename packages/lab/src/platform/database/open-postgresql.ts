import type { Socket } from 'node:net'
import { CamelCasePlugin, Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { LabError } from '../errors/lab-error.ts'
import type { Database } from './database.ts'
import { explainDatabaseError } from './explain-database-error.ts'
import { listenPostgresql } from './listen-postgresql.ts'
import type { Tables } from './tables.ts'

// Bigints of ours count things: they fit a number.
pg.types.setTypeParser(20, Number)

/** Milliseconds without an answer after which a connection counts as lost. No statement of ours takes as long. */
const defaultSilenceMs = 300_000

/**
 * Connects to a PostgreSQL server. Rejects if it cannot be reached. A statement without an answer for `silenceMs`
 * fails, and its connection is closed: where the network went silent, the system would wait for a quarter of an hour.
 */
export async function openPostgresql(url: string, silenceMs = defaultSilenceMs): Promise<Database> {
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
    dialect: new PostgresDialect({ pool: explainedPool(pool, silenceMs) }),
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
function explainedPool(pool: pg.Pool, silenceMs: number): PostgresPool {
  return {
    connect: async () => explained((await pool.connect().catch(fail)) as Client, silenceMs),
    end: () => pool.end(),
    options: pool.options,
  }
}

/** Client with its socket, which the types of pg leave out. */
type Client = pg.PoolClient & { readonly connection: { readonly stream: Socket } }

function explained(client: Client, silenceMs: number): PostgresPoolClient {
  let silent: LabError | undefined
  const query = async (text: string, values: unknown[]) => {
    // A rollback, for instance, would wait behind the statement without an answer.
    if (silent) throw silent
    let timer: NodeJS.Timeout | undefined
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const cause = Object.assign(new Error(`No answer for ${silenceMs / 1_000} s`), { code: 'ETIMEDOUT' })
        silent = explainDatabaseError(cause) as LabError
        // Ended in the usual way, it would wait for the other side.
        client.connection.stream.destroy()
        reject(silent)
      }, silenceMs)
    })
    try {
      // Several statements at once, as those of the queue, have a result each. Kysely drops the rows of a COMMIT, the
      // last of them.
      const results: pg.QueryResult | pg.QueryResult[] = await Promise.race([
        client.query(text, values).catch(fail),
        silence,
      ])
      return Array.isArray(results)
        ? { command: 'SELECT', rows: results.flatMap(({ rows }) => rows as unknown[]) }
        : results
    } finally {
      clearTimeout(timer)
    }
  }
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: () => client.release(silent),
  }
}

function fail(error: unknown): never {
  throw explainDatabaseError(error)
}
