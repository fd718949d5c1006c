import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { migrate } from '../platform/database/migrate.ts'
import { openPglite } from '../platform/database/open-pglite.ts'
import { openQueue } from '../platform/queue/queue.ts'
import { writeFileAtomically } from '../platform/files/write-file-atomically.ts'

/**
 * Returns a dump of an empty, migrated embedded database. Creating one takes seconds, so it is cached among
 * the temporary files, by its inputs; concurrent processes write the same bytes.
 */
export async function loadPreparedDatabase(): Promise<Blob> {
  const path = join(tmpdir(), `mitoscope-test-database-${await hashSources()}.tar.gz`)
  try {
    return new Blob([await readFile(path)])
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const dump = await prepare()
  await writeFileAtomically(path, [dump])
  return new Blob([dump])
}

async function prepare(): Promise<Uint8Array<ArrayBuffer>> {
  const database = await openPglite()
  try {
    await migrate(database.db)
    await (await openQueue(database, pino({ level: 'silent' }))).close()
    return new Uint8Array(await database.dump!())
  } finally {
    await database.close()
  }
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256')
  const folder = fileURLToPath(new URL('../platform/database/migrations/', import.meta.url))
  const files = (await readdir(folder)).sort().map((name) => join(folder, name))
  files.push(fileURLToPath(new URL('../platform/queue/queue.ts', import.meta.url)))
  for (const file of files) hash.update(await readFile(file))
  const { resolve } = createRequire(import.meta.url)
  // What is installed stands in folders named after its version.
  for (const name of ['@electric-sql/pglite', 'pg-boss']) hash.update(resolve(name))
  return hash.digest('hex').slice(0, 16)
}
