import { runVitest } from './run-vitest.mjs'
import { startPostgresql } from './start-postgresql.mjs'

// Everything that reads or writes the lab's records.
const suites = ['packages/lab/', 'apps/server/']

/** The suites of the lab and its server once more, on PostgreSQL: MITOSCOPE_TEST_DATABASE_URL, or a server of our own. */
export async function runOnPostgresql(ledger, backend) {
  const given = process.env.MITOSCOPE_TEST_DATABASE_URL
  const server = given ? { url: given, stop: async () => {} } : await start(ledger)
  if (!server) return
  try {
    const env = { ...backend.env, MITOSCOPE_TEST_DATABASE_URL: server.url }
    await runVitest(ledger, 'lab and server on PostgreSQL', { ...backend, env }, suites)
  } finally {
    await server.stop()
  }
}

async function start(ledger) {
  try {
    return await startPostgresql()
  } catch (error) {
    ledger.leaveOut('PostgreSQL', `it could not be started: ${error.message}`)
  }
}
