import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBlobStore } from './platform/blobs/open-blob-store.ts'
import type { Database } from './platform/database/database.ts'
import { migrate } from './platform/database/migrate.ts'
import { migrations } from './platform/database/migrations/migrations.ts'
import { openPglite } from './platform/database/open-pglite.ts'
import { assembleLab, type Lab } from './platform/lab/lab.ts'
import { localActor } from './records/access/actor.ts'
import { findSeries } from './records/metrics/find-series.ts'
import { listPoints } from './records/metrics/list-points.ts'
import { logMetrics } from './records/metrics/log-metrics.ts'
import { listRuns } from './records/runs/list-runs.ts'
import { fillTables } from './testing/fill-tables.ts'
import { openScratchDatabase } from './testing/open-scratch-database.ts'
import { jobKinds, nouns } from './work/kinds/nouns.ts'

/** Last migration of the version whose labs are brought up to date. */
const earlier = '0009-claims'

type Row = Readonly<Record<string, unknown>>

let database: Database
let folder: string
let lab: Lab
let before: ReadonlyMap<string, readonly Row[]>
beforeAll(async () => {
  const server = process.env.MITOSCOPE_TEST_DATABASE_URL
  database = server ? await openScratchDatabase(server) : await openPglite()
  const known = Object.fromEntries(Object.entries(migrations).filter(([name]) => name <= earlier))
  const migrator = new Migrator({ db: database.db, provider: { getMigrations: async () => known } })
  expect((await migrator.migrateToLatest()).error).toBeUndefined()
  before = await readTables(await fillTables(database.db))
  folder = await mkdtemp(join(tmpdir(), 'mitoscope-earlier-'))
})
afterAll(async () => {
  await (lab ?? database).close()
  await rm(folder, { recursive: true, force: true })
})

async function readTables(tables: readonly string[]): Promise<ReadonlyMap<string, readonly Row[]>> {
  const found = new Map<string, readonly Row[]>()
  for (const table of tables) {
    const { rows } = await sql<{
      row: Row
    }>`select to_jsonb(own) as row from ${sql.table(table)} as own`.execute(database.db.withoutPlugins())
    found.set(
      table,
      rows.map(({ row }) => row),
    )
  }
  return found
}

test('every row of a lab of the version before is there after its migrations, as it was', async () => {
  expect(before.size).toBeGreaterThan(30)
  const applied = await migrate(database.db)
  expect(applied).toEqual(Object.keys(migrations).filter((name) => name > earlier))
  const after = await readTables([...before.keys()])
  for (const [table, rows] of before) {
    expect(rows.length, table).toBeGreaterThan(0)
    // What is new in a row stands beside what it held.
    const kept = after
      .get(table)!
      .map((row) => Object.fromEntries(Object.keys(rows[0]).map((name) => [name, row[name]])))
    expect(kept, table).toHaveLength(rows.length)
    expect(kept, table).toEqual(expect.arrayContaining([...rows]))
  }
})

test('its runs and points are read and go on as before', async () => {
  const log = pino({ level: 'silent' })
  const blobs = join(folder, 'blobs')
  // The files of a lab carry its id.
  await mkdir(blobs)
  await writeFile(join(blobs, 'lab-id'), String(before.get('lab_identity')![0].id))
  lab = await assembleLab({ nouns, kinds: jobKinds }, database, await openBlobStore(blobs), folder, log)
  const runs = await lab.db.selectFrom('trainingRun').selectAll().orderBy('name').execute()
  expect(runs.map(({ environment, parentKind, runGroup }) => [environment, parentKind, runGroup])).toEqual([[{}, null, null], [{}, null, null]]) // prettier-ignore
  const [{ id }] = runs
  const [series] = (await findSeries(lab, [id])).get(id)!
  expect(series).toMatchObject({ firstTime: null, lastTime: null, stepMetric: null })
  const [{ steps, values }] = await listPoints(lab, [{ series }])
  expect([steps, values]).toEqual([[2 ** 40], [0.25]])
  // Rows that were filled in are deleted ones: they are restored to be listed.
  for (const table of ['project', 'model', 'trainingRun'] as const)
    await lab.db.updateTable(table).set({ deletedAt: null }).execute()
  expect((await listRuns(lab, localActor, {}, {})).nodes).toHaveLength(2)
  const point = { name: series.name, step: 2 ** 40 + 1, value: 1, time: 1_764_000_000_000 }
  expect(await logMetrics(lab, localActor, [{ runId: id, points: [point] }])).toMatchObject([{ added: 1 }])
})
