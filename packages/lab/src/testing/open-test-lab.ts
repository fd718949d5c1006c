import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { openBlobStore } from '../platform/blobs/open-blob-store.ts'
import { migrate } from '../platform/database/migrate.ts'
import { openPglite } from '../platform/database/open-pglite.ts'
import { assembleLab, type Lab } from '../platform/lab/lab.ts'
import { jobKinds, nouns } from '../work/kinds/nouns.ts'
import { openScratchDatabase } from './open-scratch-database.ts'
import { loadPreparedDatabase } from './prepared-database.ts'

/**
 * Opens a new lab in a temporary folder: on PGlite in memory, or, with MITOSCOPE_TEST_DATABASE_URL, on a new
 * database in that PostgreSQL server. Its blobs are in the folder, or at `blobUrl`. Closing it removes
 * everything else.
 */
export async function openTestLab({ blobUrl }: { readonly blobUrl?: string } = {}): Promise<Lab> {
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-lab-'))
  const server = process.env.MITOSCOPE_TEST_DATABASE_URL
  const database = server
    ? await openScratchDatabase(server)
    : await openPglite({ dump: await loadPreparedDatabase() })
  await migrate(database.db)
  const log = pino({ level: process.env.MITOSCOPE_TEST_LOG ?? 'silent' })
  const blobs = await openBlobStore(join(folder, 'blobs'), blobUrl)
  const lab = await assembleLab({ nouns, kinds: jobKinds }, database, blobs, folder, log)
  return {
    ...lab,
    blobUrl,
    async close() {
      await lab.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
