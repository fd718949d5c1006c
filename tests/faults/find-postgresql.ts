import { startPostgresql } from '../runner/start-postgresql.mjs'

export interface PostgresqlServer {
  readonly url: string
  stop(): Promise<void>
}

/** The server of MITOSCOPE_TEST_POSTGRESQL, or one of our own; undefined, and said why, where there is none. */
export async function findPostgresql(): Promise<PostgresqlServer | undefined> {
  const url = process.env.MITOSCOPE_TEST_POSTGRESQL
  if (url) return { url, stop: async () => {} }
  try {
    return await startPostgresql()
  } catch (error) {
    process.stderr.write(`PostgreSQL cannot be started: ${(error as Error).message}\n`)
    return undefined
  }
}
