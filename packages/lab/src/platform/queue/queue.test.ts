import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../../records/access/actor.ts'
import type { Lab } from '../lab/lab.ts'
import { createProject } from '../../records/projects/create-project.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { claimJob } from '../../work/attempts/claim-job.ts'
import { enqueueJob } from '../../records/jobs/enqueue-job.ts'
import { failAttempt } from '../../work/attempts/end-attempt.ts'
import { findJob } from '../../records/jobs/find-jobs.ts'
import { listJobLog } from '../../records/jobs/job-log.ts'
import { addEntries, claimEntries, openQueue, queueName } from './queue.ts'
import { reapJobs } from '../../work/attempts/reap-jobs.ts'

let lab: Lab
let projectId: string
beforeAll(async () => {
  lab = await openTestLab()
  projectId = (await createProject(lab, localActor, { name: 'p' })).id
})
afterAll(() => lab.close())

const enqueue = () =>
  enqueueJob(lab.db, lab, localActor, { kind: 'report', subjectId: randomUUID(), projectId })
const claim = () => claimJob(lab, { workerId: randomUUID(), host: 'here', device: 'cpu:0' })
const read = async (id: string) => (await findJob(lab, localActor, id))!
const readEntry = async (id: string) => {
  const { rows } = await sql<object>`select * from pgboss.job where id = ${id}`.execute(lab.db)
  return rows[0]
}

test('given entries are claimed as pg-boss claims the next one, at the first attempt and later', async () => {
  const [next, given] = [randomUUID(), randomUUID()]
  const { boss } = lab.queue
  await lab.db.transaction().execute((db) =>
    addEntries(db, lab.queue, [
      { id: next, priority: 1 },
      { id: given, priority: 0 },
    ]),
  )
  for (const retryCount of [0, 1]) {
    const claimed = await lab.db.transaction().execute(async (db) => {
      const [{ id }] = await boss.fetch(queueName, { db: lab.queue.within(db) })
      return { id, given: await claimEntries(db, [given, next]) }
    })
    expect(claimed).toEqual({ id: next, given: [{ id: given, retryCount }] })
    expect(await readEntry(given)).toEqual({ ...(await readEntry(next)), id: given, priority: 0 })
    await boss.fail(queueName, [next, given])
  }
  await boss.deleteJob(queueName, [next, given])
})

test('a job taken from its worker is claimed again although nobody has ended the attempt', async () => {
  const { id } = await enqueue()
  const lost = (await claim())!
  expect(lost.id).toBe(id)
  await lab.queue.boss.fail(queueName, id)
  expect(await read(id)).toMatchObject({ state: 'running', attempt: 1 })
  // The attempt is ended first; the next one waits a while, as after every failure.
  expect(await claim()).toBeUndefined()
  expect(await read(id)).toMatchObject({ state: 'queued', attempt: 1, failure: { code: 'WORKER_LOST' } })
  await failAttempt(lab, lost, { code: 'INTERNAL', message: 'late', final: true })
  await lab.queue.boss.update(queueName, undefined, { id, startAfter: 0 })
  expect(await claim()).toMatchObject({ id, attempt: 2 })
  expect((await listJobLog(lab, id, {})).nodes).toHaveLength(1)
  await lab.queue.boss.cancel(queueName, id)
  await lab.db.deleteFrom('job').where('id', '=', id).execute()
})

test('the queue of an earlier version is replaced, and its jobs go on, those that ran too', async () => {
  const [ran, waits] = [await enqueue(), await enqueue()]
  expect(await claim()).toMatchObject({ id: ran.id })
  const { boss } = lab.queue
  await boss.createQueue('compute')
  for (const { id } of [ran, waits]) {
    await boss.deleteJob(queueName, id)
    await boss.send('compute', {}, { id })
  }
  await (await openQueue(lab.database, lab.log)).close()
  expect((await boss.getQueues()).map(({ name }) => name)).toEqual([queueName])
  expect(await reapJobs(lab, 0)).toBe(1)
  expect(await read(ran.id)).toMatchObject({ state: 'queued', failure: { code: 'WORKER_LOST' } })
  expect(new Set([(await claim())?.id, (await claim())?.id])).toEqual(new Set([ran.id, waits.id]))
})

test('a statement of the queue that fails leaves no transaction open', async () => {
  const db = lab.queue.boss.getDb()
  await expect(db.executeSql('BEGIN; select 1 / 0; COMMIT')).rejects.toThrow('division by zero')
  for (let i = 0; i < 12; i++) expect(await db.executeSql('select 1 as a')).toEqual({ rows: [{ a: 1 }] })
})
