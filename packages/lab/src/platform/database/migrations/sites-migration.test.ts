import { randomUUID } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScratchDatabase } from '../../../testing/open-scratch-database.ts'
import type { Database } from '../database.ts'
import { migrate } from '../migrate.ts'
import { openPglite } from '../open-pglite.ts'
import { migrations } from './migrations.ts'

const server = process.env.MITOSCOPE_TEST_DATABASE_URL
let database: Database
beforeAll(async () => void (database = server ? await openScratchDatabase(server) : await openPglite({})))
afterAll(() => database.close())

/** Brings a database to the version before sites. */
async function migrateToBefore(db: Kysely<never>) {
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0011'))
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => before },
  }).migrateToLatest()
  if (error) throw error
}

test('representations and uploads of a lab from before are of the last hidden layer, and nothing of them changes', async () => {
  const db = database.db as unknown as Kysely<never>
  await migrateToBefore(db)
  const [project, model, run, sweep] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  await sql`insert into project (id, name) values (${project}, 'vision')`.execute(db)
  await sql`insert into model (id, project_id, name, architecture, dataset)
    values (${model}, ${project}, 'fc', 'fc', 'mnist')`.execute(db)
  await sql`insert into sweep (id, project_id, model_id, name, config, report)
    values (${sweep}, ${project}, ${model}, 'widths', '{}', '{"title": "widths", "series": []}')`.execute(db)
  await sql`insert into training_run (id, project_id, model_id, sweep_id, name, width, dataset, state)
    values (${run}, ${project}, ${model}, ${sweep}, 'w64', 64, 'mnist', 'finished')`.execute(db)
  for (const hash of ['a', 'b']) await sql`insert into blob (hash, bytes) values (${hash}, 1)`.execute(db)
  const put = (hash: string, epoch: number | null) => {
    const id = randomUUID()
    return sql`insert into representation
      (id, project_id, run_id, epoch, file_name, format, blob_hash, input_hash, width, test_rows)
      values (${id}, ${project}, ${run}, ${epoch}, 'w64.npz', 'NumPy archive', ${hash}, ${hash}, 64, 100)`.execute(
      db,
    )
  }
  await put('a', null)
  await put('a', 5)
  await put('b', 5)
  const upload = (state: string) =>
    sql`insert into upload (id, project_id, run_id, file_name, bytes, hash, state, actor, expires_at)
      values (${randomUUID()}, ${project}, ${run}, 'w64.npz', 1, 'c', ${state}, 'cli', now())`.execute(db)
  await upload('receiving')
  await upload('finished')
  const list = async () =>
    (
      await sql<Record<string, unknown>>`
        select to_jsonb(r) - array['site', 'site_kind', 'site_position'] as row from representation r order by id`.execute(
        db,
      )
    ).rows
  const before = await list()

  expect(await migrate(db)).toContain('0011-sites')

  expect(await list()).toEqual(before)
  const { rows: sites } =
    await sql`select distinct site, site_kind, site_position from representation`.execute(db)
  expect(sites).toEqual([{ site: 'last-hidden', siteKind: null, sitePosition: null }])
  const { rows: uploads } = await sql`select distinct site from upload`.execute(db)
  expect(uploads).toEqual([{ site: null }])
  // The same bytes at the same site and epoch are one representation still, and at another site another one.
  await expect(put('a', 5)).rejects.toThrow(/representation_once/)
  await expect(upload('receiving')).rejects.toThrow(/upload_once/)
  await sql`insert into representation
    (id, project_id, run_id, epoch, site, file_name, format, blob_hash, input_hash, width, test_rows)
    values (${randomUUID()}, ${project}, ${run}, 5, 'layer4', 'w64.npz', 'NumPy archive', 'a', 'a', 32, 100)`.execute(
    db,
  )
  expect(await migrate(db)).toEqual([])
})
