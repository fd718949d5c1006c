import { startPostgresql } from './start-postgresql.mjs'

/**
 * The URL of MITOSCOPE_TEST_DATABASE_URL, which it takes out of the environment: each part of the tests says by itself
 * which database it is on.
 */
export function givenPostgresql() {
  const url = process.env.MITOSCOPE_TEST_DATABASE_URL
  delete process.env.MITOSCOPE_TEST_DATABASE_URL
  return url
}

/** The PostgreSQL server at the URL, or one of our own: { url, stop }; undefined where none can be started. */
export async function openPostgresql(ledger, url) {
  if (url) return { url, stop: async () => {} }
  try {
    return await startPostgresql()
  } catch (error) {
    ledger.leaveOut('PostgreSQL', `it could not be started: ${error.message}`)
  }
}
