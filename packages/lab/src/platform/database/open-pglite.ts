import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { dataDir } from '@electric-sql/pglite-prepopulatedfs'
import { CamelCasePlugin, Kysely } from 'kysely'
import { fileExists } from '../files/file-exists.ts'
import type { Database } from './database.ts'
import { FairPgliteDialect } from './pglite-dialect.ts'
import type { Tables } from './tables.ts'

interface PgliteOptions {
  /** Folder of the data; in memory by default. */
  readonly folder?: string
  /** Dump with the initial data. */
  readonly dump?: Blob
}

// Half of the usual: clearing them takes a quarter of a second at every start.
const buffers = '64MB'

/** Opens the embedded database. Only one process may use it: lock the folder first. */
export async function openPglite({ folder, dump }: PgliteOptions = {}): Promise<Database> {
  const [pgliteWasmModule] = await Promise.all([
    (engine ??= compileEngine()),
    folder !== undefined && !dump ? unpackEmptyDatabase(folder) : undefined,
  ])
  const client = await PGlite.create({
    dataDir: folder,
    loadDataDir: dump,
    pgliteWasmModule,
    startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${buffers}`],
    // Bigints of ours count things: they fit a number.
    parsers: { 20: Number },
  })
  const db = new Kysely<Tables>({
    dialect: new FairPgliteDialect(client),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return {
    engine: 'pglite',
    db,
    listen: async (channel, onPayload) => {
      const stop = await client.listen(channel, onPayload)
      return () => stop()
    },
    async dump() {
      const file = await client.dumpDataDir('gzip')
      return new Uint8Array(await file.arrayBuffer())
    },
    async close() {
      await db.destroy()
      await client.close()
    },
  }
}

let engine: Promise<WebAssembly.Module> | undefined

/** Compiles the engine on other threads, while the folder is prepared. */
async function compileEngine(): Promise<WebAssembly.Module> {
  const { resolve } = createRequire(import.meta.url)
  return WebAssembly.compile(await readFile(resolve('@electric-sql/pglite/pglite.wasm')))
}

/**
 * Unpacks the files that initdb would create, which takes seconds in WebAssembly, into a folder without a
 * database.
 */
async function unpackEmptyDatabase(folder: string): Promise<void> {
  if (await fileExists(join(folder, 'PG_VERSION'))) return
  const [{ extract }, archive] = await Promise.all([import('tar'), dataDir()])
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // A thousand small files: three times as fast as with a turn for each.
  extract({ cwd: folder, sync: true }).end(Buffer.from(await archive.arrayBuffer()))
}
