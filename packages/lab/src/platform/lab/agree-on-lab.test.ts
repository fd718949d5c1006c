import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../../records/access/actor.ts'
import { openBlobStore } from '../blobs/open-blob-store.ts'
import { startObjectStorage, type ObjectStorage } from '../blobs/testing/start-object-storage.ts'
import { openLab, type Lab } from '../../open-lab.ts'
import { createModel } from '../../records/models/create-model.ts'
import { createProject } from '../../records/projects/create-project.ts'
import { createRun } from '../../records/runs/create-run.ts'
import { openScratchDatabase } from '../../testing/open-scratch-database.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { createUpload } from '../../records/uploads/create-upload.ts'
import { agreeOnLab } from './agree-on-lab.ts'

const server = process.env.MITOSCOPE_TEST_DATABASE_URL
const log = pino({ level: 'silent' })
const folder = mkdtempSync(join(tmpdir(), 'mitoscope-identity-'))
let lab: Lab
let storage: ObjectStorage
beforeAll(async () => {
  lab = await openTestLab()
  storage = await startObjectStorage()
})
afterAll(async () => {
  await lab.close()
  await storage.close()
  rmSync(folder, { recursive: true, force: true })
})

const forget = () => lab.db.deleteFrom('labIdentity').execute()
const open = (name: string, url?: string) => openBlobStore(join(folder, name), url)

test('processes that open a lab without an id at once find the same one, in a folder and in a bucket', async () => {
  for (const url of [undefined, storage.bucketUrl]) {
    await forget()
    const stores = await Promise.all(Array.from({ length: 8 }, () => open('shared', url)))
    const ids = await Promise.all(stores.map((store) => agreeOnLab(lab.db, store, log)))
    expect(new Set(ids).size).toBe(1)
    expect(await stores[0].readLabId()).toBe(ids[0])
    expect(await agreeOnLab(lab.db, stores[1], log)).toBe(ids[0])
  }
})

test('one that ended between database and store is followed by one that goes on', async () => {
  await forget()
  const id = randomUUID()
  const store = await open('interrupted')
  await lab.db.insertInto('labIdentity').values({ id }).execute()
  expect(await agreeOnLab(lab.db, store, log)).toBe(id)
  await lab.db.updateTable('labIdentity').set({ inStore: false }).execute()
  expect(await agreeOnLab(lab.db, store, log)).toBe(id)
})

test('the files of another lab, or none where there were some, are refused with both ids and a remedy', async () => {
  await forget()
  const own = await open('own')
  const id = await agreeOnLab(lab.db, own, log)
  const other = await open('other')
  const otherId = randomUUID()
  expect(await other.writeLabId(otherId)).toBe(otherId)
  expect(await other.writeLabId(id)).toBe(otherId)
  const place = join(folder, 'other', 'lab-id')
  const error = await agreeOnLab(lab.db, other, log).catch((reason: Error) => reason)
  expect(error).toMatchObject({ code: 'CONFLICT' })
  for (const part of [id, otherId, place, '--data']) expect(String(error)).toContain(part)
  await expect(agreeOnLab(lab.db, await open('empty'), log)).rejects.toThrow(
    `there is no ${join(folder, 'empty', 'lab-id')}`,
  )
  // The remedy.
  writeFileSync(place, id)
  expect(await agreeOnLab(lab.db, other, log)).toBe(id)
  // A new database on files of another lab.
  await forget()
  await expect(agreeOnLab(lab.db, own, log)).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('a storage that is away does not keep a lab from starting that was known to be its own', async () => {
  await forget()
  const bucket = await open('away', `${storage.bucketUrl}/away`)
  const id = await agreeOnLab(lab.db, bucket, log)
  await storage.stop()
  expect(await agreeOnLab(lab.db, bucket, log)).toBe(id)
  await forget()
  await expect(agreeOnLab(lab.db, bucket, log)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  await storage.start()
})

test('an embedded lab keeps its id from start to start', async () => {
  const data = join(folder, 'new', 'lab')
  const first = await openLab({ folder: data })
  await first.close()
  expect(readFileSync(join(data, 'blobs', 'lab-id'), 'utf8')).toBe(`${first.id}\n`)
  const second = await openLab({ folder: data })
  await second.close()
  expect(second.id).toBe(first.id)
})

test.skipIf(!server)(
  'a server takes uploads in a new data folder, and another folder is refused',
  async () => {
    const database = await openScratchDatabase(server!)
    const databaseUrl = database.url
    const first = await openLab({ folder: join(folder, 'first', 'data'), databaseUrl })
    try {
      const { id: projectId } = await createProject(first, localActor, { name: 'p' })
      const about = { projectId, name: 'm', architecture: 'mlp', dataset: 'mnist' }
      const { id: modelId } = await createModel(first, localActor, about)
      const { id: runId } = await createRun(first, localActor, { modelId, width: 64 })
      const announced = { runId, fileName: 'w64.npz', bytes: 100, hash: 'ab'.repeat(32) }
      expect(await createUpload(first, localActor, announced)).toMatchObject({
        upload: { state: 'receiving' },
      })
      await expect(openLab({ folder: join(folder, 'second'), databaseUrl })).rejects.toThrow(
        `The database is the lab ${first.id}’s`,
      )
    } finally {
      await first.close()
      await database.close()
    }
  },
)
