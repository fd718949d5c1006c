import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import { putRepresentation } from '../analyses/testing/put-representation.ts'
import type { BlobStore } from '../../platform/blobs/blob-store.ts'
import { recordBlob, referencedBlobs } from '../../platform/blobs/blob-records.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { deleteRepresentation } from '../representations/delete-representation.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { makeRun } from '../metrics/testing/make-run.ts'
import { jobNouns } from '../../work/kinds/nouns.ts'
import { checkBlobs } from './check-blobs.ts'
import { deleteBlob } from './delete-blob.ts'
import { purge } from './purge.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

const all = { olderThanDays: 0, graceHours: 0 }
const clean = { dangling: [], unrecorded: [], unreferenced: [] }

test('the list of what points at blobs is that of the schema', async () => {
  const { rows } = await sql<{ table: string; column: string }>`
    select source.relname as table, attribute.attname as column from pg_constraint
    join pg_class source on source.oid = conrelid
    join pg_attribute attribute on attrelid = conrelid and attnum = conkey[1]
    where contype = 'f' and confrelid = 'blob'::regclass`.execute(lab.db)
  const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  const listed = referencedBlobs.map(({ table, column }) => `${snake(table)}.${snake(column)}`)
  expect(listed.toSorted()).toEqual(rows.map(({ table, column }) => `${table}.${column}`).toSorted())
})

test('what was deleted goes when it is old enough, and its bytes with the last that pointed at them', async () => {
  const file = { name: 'a.npz', bytes: randomBytes(500) }
  const [first, second] = [
    await putRepresentation(lab, file, { width: 8 }),
    await putRepresentation(lab, file, { width: 8 }),
  ]
  expect(first.blobHash).toBe(second.blobHash)
  await deleteRepresentation(lab, localActor, first.id)
  expect(await purge(lab, localActor, {})).toMatchObject({ blobs: 0, records: expect.arrayContaining([]) })
  const counted = await purge(lab, localActor, { ...all, dryRun: true })
  expect(counted.records).toContainEqual({ kind: 'representation', count: 1 })
  expect(counted).toMatchObject({ dryRun: true, blobs: 0 })
  expect((await purge(lab, localActor, all)).records).toEqual(counted.records)
  expect(await lab.blobs.stat(first.blobHash)).toBeDefined()
  await deleteRepresentation(lab, localActor, second.id)
  expect(await purge(lab, localActor, { ...all, dryRun: true })).toMatchObject({ blobs: 1, bytes: 500 })
  expect(await lab.blobs.stat(first.blobHash)).toBeDefined()
  // Old enough as a record, and the bytes may still be on their way somewhere.
  expect(await purge(lab, localActor, { olderThanDays: 0 })).toMatchObject({ blobs: 0 })
  expect(await purge(lab, localActor, all)).toMatchObject({ dryRun: false, blobs: 1, bytes: 500 })
  expect(await lab.blobs.stat(first.blobHash)).toBeUndefined()
  expect(await checkBlobs(lab)).toEqual(clean)
})

test('ended jobs go with what they worked on, whatever their kind', async () => {
  const { projectId } = await makeRun(lab)
  const jobs = jobNouns.flatMap(({ job: { kind } }) =>
    (['finished', 'queued'] as const).map((state) => ({
      id: randomUUID(),
      projectId,
      kind,
      state,
      subjectId: randomUUID(),
    })),
  )
  expect(jobs.length).toBeGreaterThan(8)
  await lab.db.insertInto('job').values(jobs).execute()
  await purge(lab, localActor, {})
  const subjects = jobs.map(({ subjectId }) => subjectId)
  const kept = await lab.db.selectFrom('job').select('state').where('subjectId', 'in', subjects).execute()
  expect(kept).toEqual(jobNouns.map(() => ({ state: 'queued' })))
  await lab.db.deleteFrom('job').where('subjectId', 'in', subjects).execute()
})

test('bytes that were put and never recorded go after a while', async () => {
  const { hash } = await lab.blobs.put(one(randomBytes(300)))
  expect(await checkBlobs(lab)).toEqual({ ...clean, unrecorded: [hash] })
  expect(await purge(lab, localActor, {})).toMatchObject({ blobs: 0 })
  expect(await purge(lab, localActor, all)).toMatchObject({ blobs: 1, bytes: 300 })
  expect(await checkBlobs(lab)).toEqual(clean)
})

test('lost and changed bytes are found', async () => {
  const lost = await putRepresentation(lab, { name: 'b.npz', bytes: randomBytes(100) }, { width: 8 })
  await lab.blobs.delete(lost.blobHash)
  const { dangling } = await checkBlobs(lab)
  expect(dangling).toEqual([
    { table: 'representation', hash: lost.blobHash, problem: 'is not in the storage' },
  ])
  await lab.db.deleteFrom('representation').where('id', '=', lost.id).execute()
  await lab.db.deleteFrom('blob').where('hash', '=', lost.blobHash).execute()
})

test('a writer of bytes that a purge takes at that moment is told, and nothing is left pointing at them', async () => {
  const bytes = randomBytes(200)
  const { hash } = await lab.blobs.put(one(bytes))
  await deleteBlob(lab, { hash, bytes: 200 }, new Date(Date.now() + 1_000))
  const record = lab.db.transaction().execute((db) => recordBlob(db, lab, { hash, bytes: 200 }))
  await expect(record).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await checkBlobs(lab)).toEqual(clean)
})

test('writers and purges of the same bytes, all at once, never lose what was acknowledged', async () => {
  const bytes = randomBytes(200)
  const slow = { ...lab, blobs: delayed(lab.blobs) }
  const kept: string[] = []
  const write = async () => {
    for (let i = 0; i < 6; i++) {
      try {
        kept.push((await putRepresentation(slow, { name: 'c.npz', bytes }, { width: 8 })).id)
      } catch (error) {
        expect(error).toMatchObject({ code: 'CONFLICT' })
      }
      await Promise.all(kept.splice(0, 2).map((id) => deleteRepresentation(lab, localActor, id)))
    }
  }
  const sweep = async () => {
    for (let i = 0; i < 12; i++) await purge(slow, localActor, { olderThanDays: 0, graceHours: 0 })
  }
  await Promise.all([write(), write(), write(), sweep(), sweep()])
  expect((await checkBlobs(lab)).dangling).toEqual([])
})

// The embedded database has one connection: there transactions run one after the other.
test.skipIf(!process.env.MITOSCOPE_TEST_DATABASE_URL)(
  'a purge that waited for another one holds the lock of the blob when its turn comes',
  async () => {
    const { hash } = await lab.blobs.put(one(randomBytes(200)))
    await lab.db.insertInto('blob').values({ hash, bytes: 200 }).execute()
    const [locked, released] = [deferred(), deferred()]
    const first = lab.db.transaction().execute(async (db) => {
      await db.selectFrom('blob').select('hash').where('hash', '=', hash).forUpdate().execute()
      locked.resolve()
      await released.promise
      await db.deleteFrom('blob').where('hash', '=', hash).execute()
    })
    await locked.promise
    const seen: unknown[] = []
    const stat: BlobStore['stat'] = async (asked) => {
      // A writer that comes now has to wait: this one gives up soon.
      const writer = lab.db.transaction().execute(async (db) => {
        await sql`set local lock_timeout = '200ms'`.execute(db)
        await recordBlob(db, lab, { hash, bytes: 200 })
      })
      seen.push(await writer.then(() => 'went on', (error: { code: string }) => error.code)) // prettier-ignore
      return lab.blobs.stat(asked)
    }
    const second = deleteBlob({ ...lab, blobs: { ...lab.blobs, stat } }, { hash, bytes: 200 }, new Date(Date.now() + 1_000)) // prettier-ignore
    await expect.poll(() => countWaiting(), { timeout: 60_000 }).toBeGreaterThan(0)
    released.resolve()
    await Promise.all([first, second])
    // lock_not_available
    expect(seen).toEqual(['55P03'])
  },
)

/** Counts the statements that wait for a lock in this database. */
async function countWaiting(): Promise<number> {
  const { rows } = await sql<{ waiting: string }>`
    select count(*) as waiting from pg_stat_activity
    where wait_event_type = 'Lock' and datname = current_database()`.execute(lab.db)
  return Number(rows[0].waiting)
}

test('a purge requires an administrator', async () => {
  const editor = { ...localActor, siteAdmin: false }
  await expect(purge(lab, editor, {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(purge(lab, localActor, { olderThanDays: -1 })).rejects.toThrow('olderThanDays')
})

/** Returns a store that lets other work run between the steps of a writer or a purge. */
function delayed(blobs: BlobStore): BlobStore {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 3))
  return {
    ...blobs,
    async put(source, expected) {
      const stored = await blobs.put(source, expected)
      await pause()
      return stored
    },
    async stat(hash) {
      const found = await blobs.stat(hash)
      await pause()
      return found
    },
    async delete(hash) {
      await blobs.delete(hash)
      await pause()
    },
  }
}

function deferred() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}

async function* one(bytes: Uint8Array) {
  yield bytes
}
