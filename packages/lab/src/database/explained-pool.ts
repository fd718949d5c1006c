import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import { explainDatabaseError } from './explain-database-error.ts'

/** Returns the pool with errors that name a remedy. */
export function explainedPool(pool: pg.Pool): PostgresPool {
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
