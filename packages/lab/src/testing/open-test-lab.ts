import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { openBlobStore } from '../blobs/open-blob-store.ts'
import { migrate } from '../database/migrate.ts'
import { openPglite } from '../database/open-pglite.ts'
import { openPostgresql } from '../database/open-postgresql.ts'
import { assembleLab, type Lab } from '../lab.ts'

/**
 * A fresh lab in a temporary folder: on PGlite in memory, or, with MITOSCOPE_TEST_DATABASE_URL, on a database of its
 * own in that PostgreSQL server. Closing it removes everything.
 */
export async function openTestLab(): Promise<Lab> {
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-lab-'))
  const server = process.env.MITOSCOPE_TEST_DATABASE_URL
  const database = server ? await openScratchDatabase(server) : await openPglite()
  await migrate(database.db)
  const log = pino({ level: process.env.MITOSCOPE_TEST_LOG ?? 'silent' })
  const lab = await assembleLab(database, openBlobStore(join(folder, 'blobs')), folder, log)
  return {
    ...lab,
    async close() {
      await lab.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function openScratchDatabase(server: string) {
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
    async close() {
      await database.close()
      await run(`drop database ${name} with (force)`)
    },
  }
}
