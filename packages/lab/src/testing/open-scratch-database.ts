import type { Database } from '../platform/database/database.ts'
import { openPostgresql } from '../platform/database/open-postgresql.ts'

/** Creates a new database in the PostgreSQL server at the URL; closing it drops it. */
export async function openScratchDatabase(server: string): Promise<Database & { readonly url: string }> {
  const name = `mitoscope_${process.pid}_${Math.floor(Math.random() * 1e9)}`
  const { default: pg } = await import('pg')
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await run(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const database = await openPostgresql(url.href)
  return {
    ...database,
    url: url.href,
    async close() {
      await database.close()
      await run(`drop database ${name} with (force)`)
    },
  }
}
