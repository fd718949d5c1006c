import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openPglite } from './open-pglite.ts'

const settings = sql`select name, setting from pg_settings where name not in ('TimeZone', 'log_timezone', 'shared_buffers', 'shared_memory_size') order by name`
const format = sql`
  select catalog_version_no, (select count(*) from pg_proc) as functions, (select count(*) from pg_type) as types,
    (select count(*) from pg_collation) as collations, datcollate, datctype, encoding
  from pg_control_system(), pg_database where datname = current_database()`

test('a new folder, which is unpacked, is what initdb would make', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-pglite-'))
  const unpacked = await openPglite({ folder: join(folder, 'unpacked') })
  const initialised = await PGlite.create({ dataDir: join(folder, 'initialised') })
  await initialised.close()
  // Opened a second time it is left as it is.
  const made = await openPglite({ folder: join(folder, 'initialised') })
  try {
    for (const query of [settings, format])
      expect((await query.execute(unpacked.db)).rows).toEqual((await query.execute(made.db)).rows)
  } finally {
    await unpacked.close()
    await made.close()
    await rm(folder, { recursive: true })
  }
})
