import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { dataDir } from '@electric-sql/pglite-prepopulatedfs'
import { fileExists } from '../local-files/file-exists.ts'

/**
 * Unpacks the files that initdb would create, which takes seconds in WebAssembly, into a folder without a
 * database.
 */
export async function unpackEmptyDatabase(folder: string): Promise<void> {
  if (await fileExists(join(folder, 'PG_VERSION'))) return
  const [{ extract }, archive] = await Promise.all([import('tar'), dataDir()])
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // A thousand small files: three times as fast as with a turn for each.
  extract({ cwd: folder, sync: true }).end(Buffer.from(await archive.arrayBuffer()))
}
