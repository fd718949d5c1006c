import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { localActor } from '../../records/access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { tinySweep } from '../../platform/files/testing/tiny-sweep.ts'
import { createProject } from '../../records/projects/create-project.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { startRun } from '../../records/training/start-run.ts'
import { cancelJob } from '../../records/jobs/cancel-job.ts'
import { claimJob } from './claim-job.ts'
import { failAttempt, finishJob, recordHeartbeat, releaseJob } from './end-attempt.ts'
import { findJob, findJobsOf } from '../../records/jobs/find-jobs.ts'
import type { Job } from '../../platform/queue/job.ts'
import { saveProgress } from './save-progress.ts'
import { openQueue, type JobClaim } from '../../platform/queue/queue.ts'
import { listJobLog } from '../../records/jobs/job-log.ts'
import { listJobs } from '../../records/jobs/list-jobs.ts'
import { reapAllJobs, reapJobs } from './reap-jobs.ts'
import { retryJob } from '../../records/jobs/retry-job.ts'

const { widths: _w, seeds: _s, weightDecays: _d, contrasts: _c, ...config } = tinySweep
const broken = { code: 'INTERNAL', message: 'no', final: false }
let lab: Lab
let projectId: string
beforeAll(async () => {
  lab = await openTestLab()
  projectId = (await createProject(lab, localActor, { name: 'p' })).id
})
afterAll(() => lab.close())
beforeEach(async () => {
  await reapAllJobs(lab)
  for (const { id } of (await listJobs(lab, localActor, { filter: { state: { in: ['queued'] } } })).nodes)
    await cancelJob(lab, localActor, id)
})

const start = async (width = 8): Promise<Job> => {
  const run = await startRun(lab, localActor, { projectId, width, config })
  return (await findJobsOf(lab, [run.id])).get(run.id)!
}
const claim = (device = 'cpu:0', workerId: string = randomUUID()) =>
  claimJob(lab, { workerId, host: 'here', device })
const read = async (id: string) => (await findJob(lab, localActor, id))!
const runState = async ({ subjectId }: Job) => {
  const run = await lab.db
    .selectFrom('trainingRun')
    .selectAll()
    .where('id', '=', subjectId)
    .executeTakeFirst()
  return run!.state
}
const age = (id: string) =>
  sql`update pgboss.job set heartbeat_on = now() - interval '1 minute' where id = ${id}`.execute(lab.db)
/** Reaps at once, although the queue was supervised a moment ago. */
const reap = async () => {
  await sql`update pgboss.queue set monitor_claim_on = null, monitor_on = null`.execute(lab.db)
  return reapJobs(lab, 0)
}

test('the widest run is claimed first, and nothing twice', async () => {
  const [narrow, wide] = [await start(8), await start(4096)]
  expect(wide.priority).toBeGreaterThan(narrow.priority)
  expect(await claim()).toMatchObject({ id: wide.id, state: 'running', attempt: 1, device: 'cpu:0' })
  expect(await claim()).toMatchObject({ id: narrow.id })
  expect(await claim()).toBeUndefined()
  expect(await runState(narrow)).toBe('running')
})

test('a job that waits is cancelled at once, and runs again when somebody wants it', async () => {
  const job = await start()
  expect(await cancelJob(lab, localActor, job.id)).toMatchObject({ state: 'cancelled' })
  expect(await runState(job)).toBe('cancelled')
  expect(await claim()).toBeUndefined()
  await expect(cancelJob(lab, localActor, job.id)).rejects.toThrow('is cancelled already')
  expect(await retryJob(lab, localActor, job.id)).toMatchObject({ state: 'queued', failure: null })
  await expect(retryJob(lab, localActor, job.id)).rejects.toThrow('is queued')
  expect(await claim()).toMatchObject({ id: job.id, attempt: 1 })
})

test('a failed attempt is followed by others, and the last one by failure', async () => {
  const job = await start()
  for (const attempt of [1, 2]) {
    await failAttempt(lab, (await claim())!, broken, 0)
    expect(await read(job.id)).toMatchObject({ state: 'queued', attempt, failure: { code: 'INTERNAL' } })
    expect(await runState(job)).toBe('queued')
  }
  await failAttempt(lab, (await claim())!, broken, 0)
  expect(await read(job.id)).toMatchObject({ state: 'failed', attempt: 3, maxAttempts: 3 })
  expect(await runState(job)).toBe('failed')
  expect((await listJobLog(lab, job.id, {})).nodes.map(({ message }) => message)).toEqual([
    'Attempt 1 of 3 failed: no',
    'Attempt 2 of 3 failed: no',
    'Attempt 3 of 3 failed: no',
  ])
  expect(await retryJob(lab, localActor, job.id)).toMatchObject({ state: 'queued', maxAttempts: 6 })
})

test('what fails for good is not tried again, and what waits for its next attempt is not claimed yet', async () => {
  const [first, second] = [await start(), await start()]
  await failAttempt(lab, (await claim())!, { ...broken, final: true }, 0)
  expect(await read(first.id)).toMatchObject({ state: 'failed', attempt: 1 })
  await failAttempt(lab, (await claim())!, broken, 60)
  expect(await read(second.id)).toMatchObject({ state: 'queued', attempt: 1 })
  expect(await claim()).toBeUndefined()
})

test('the job of a worker without a sign of life runs elsewhere, and the first worker writes no more', async () => {
  const job = await start()
  const lost = (await claim())!
  expect(await reap()).toBe(0)
  expect(await recordHeartbeat(lab, lost)).toBe('work')
  await age(job.id)
  expect(await reap()).toBe(1)
  expect(await read(job.id)).toMatchObject({
    state: 'queued',
    workerId: null,
    failure: { code: 'WORKER_LOST' },
  })
  const again = (await claim())!
  expect(again).toMatchObject({ id: job.id, attempt: 2 })
  for (const stale of [lost, { ...again, retryCount: 0 }] satisfies JobClaim[]) {
    expect(await recordHeartbeat(lab, stale)).toBe('lost')
    expect(await saveProgress(lab, stale, { phase: 'training', fraction: 0.9 })).toBe(false)
    expect(await finishJob(lab, stale, {})).toBe(false)
    await failAttempt(lab, stale, broken, 0)
    await releaseJob(lab, stale)
  }
  expect(await read(job.id)).toMatchObject({ state: 'running', attempt: 2, progress: 0 })
})

test('a job whose workers die or whose storage is away gets further attempts, but not for ever', async () => {
  const job = await start()
  const away = { code: 'UNAVAILABLE', message: 'gone', final: false }
  for (let attempt = 1; attempt < 12; attempt++) {
    const claimed = (await claim())!
    expect(claimed).toMatchObject({ id: job.id, attempt })
    if (attempt % 2 === 0) await failAttempt(lab, claimed, away, 0)
    else {
      await age(job.id)
      expect(await reap()).toBe(1)
    }
    expect(await read(job.id)).toMatchObject({ state: 'queued', attempt })
  }
  await failAttempt(lab, (await claim())!, away, 0)
  expect(await read(job.id)).toMatchObject({ state: 'failed', attempt: 12, failure: { code: 'UNAVAILABLE' } })
})

test('an attempt that saved a newer state does not count', async () => {
  const job = await start()
  const away = { code: 'WORKER_LOST', message: 'gone', final: false }
  const save = async (held: JobClaim, text: string) => {
    const { hash } = await lab.blobs.put(one(text))
    await saveProgress(lab, held, { phase: 'training', fraction: 0.1, state: hash })
  }
  for (let attempt = 1; attempt <= 20; attempt++) {
    const held = (await claim())!
    expect(held).toMatchObject({ id: job.id, attempt })
    await save(held, `state ${attempt}`)
    await failAttempt(lab, held, attempt % 2 === 0 ? away : broken, 0)
    expect(await read(job.id)).toMatchObject({ state: 'queued', maxAttempts: 3 + attempt })
  }
  // One that is handed back and begins again has not advanced by what it saved before.
  const held = (await claim())!
  await save(held, 'handed back')
  await releaseJob(lab, held)
  for (const attempt of [21, 22]) {
    await failAttempt(lab, (await claim())!, broken, 0)
    expect(await read(job.id)).toMatchObject({ state: 'queued', attempt })
  }
  await failAttempt(lab, (await claim())!, broken, 0)
  expect(await read(job.id)).toMatchObject({ state: 'failed', attempt: 23, maxAttempts: 23 })
  expect((await listJobLog(lab, job.id, {})).nodes[0].message).toBe(
    'Attempt 1 of 4 failed (it does not count: it had saved a newer state): no',
  )
})

test('a job that is handed back loses nothing', async () => {
  const job = await start()
  const points = [1, 2].map((step) => ({ name: 'trainError', step, value: 0.5 }))
  const report = { phase: 'training', fraction: 0.1 }
  const first = (await claim())!
  expect(await saveProgress(lab, first, { ...report, metrics: points })).toBe(true)
  await releaseJob(lab, first)
  expect(await read(job.id)).toMatchObject({ state: 'queued', attempt: 0, workerId: null, failure: null })
  const second = (await claim())!
  expect(second).toMatchObject({ id: job.id, attempt: 1 })
  // It had no state yet, so it begins anew, and its reports go together in another way.
  expect(await saveProgress(lab, second, { ...report, metrics: points.slice(0, 1) })).toBe(true)
  const series = await lab.db
    .selectFrom('metricSeries')
    .select('points')
    .where('runId', '=', job.subjectId)
    .executeTakeFirst()
  expect(series).toEqual({ points: 2 })
})

test('a running job that is to be cancelled is so whatever becomes of its worker', async () => {
  const ends: ((held: JobClaim) => Promise<unknown>)[] = [
    (held) => failAttempt(lab, held, broken, 0),
    (held) => releaseJob(lab, held),
    async ({ id }) => {
      await age(id)
      await reap()
    },
  ]
  for (const end of ends) {
    const job = await start()
    const held = (await claim())!
    expect(await cancelJob(lab, localActor, job.id)).toMatchObject({
      state: 'running',
      cancelRequested: true,
    })
    expect(await recordHeartbeat(lab, held)).toBe('cancelled')
    await end(held)
    expect(await read(job.id)).toMatchObject({ state: 'cancelled' })
  }
})

test('two processes take turns on one GPU', async () => {
  await Promise.all([start(), start()])
  const workers = [randomUUID(), randomUUID()]
  for (const id of workers) {
    const row = { id, host: 'here', process: 1, device: 'gpu:0', version: '0' }
    await lab.db.insertInto('worker').values(row).execute()
  }
  const first = (await claim('gpu:0', workers[0]))!
  expect(await claim('gpu:0', workers[1])).toBeUndefined()
  await releaseJob(lab, first)
  expect(await claim('gpu:0', workers[1])).toBeDefined()
})

test('strangers see and change nothing', async () => {
  const job = await start()
  const stranger = { ...localActor, userId: 'u', projects: new Map(), siteAdmin: false }
  expect(await findJob(lab, stranger, job.id)).toBeUndefined()
  expect((await listJobs(lab, stranger)).nodes).toEqual([])
  await expect(cancelJob(lab, stranger, job.id)).rejects.toThrow(`There is no job ${job.id}`)
})

test('jobs are filtered, ordered and paged', async () => {
  const jobs = [await start(8), await start(64), await start(16)]
  const mine = { subject: { in: jobs.map(({ subjectId }) => subjectId) } }
  const orderBy = [{ field: 'priority', direction: 'desc' }, { field: 'createdAt' }] as const
  const page = await listJobs(lab, localActor, { filter: mine, orderBy, first: 2 })
  expect(page.nodes.map(({ id }) => id)).toEqual([jobs[1].id, jobs[2].id])
  expect([page.hasNextPage, await page.totalCount()]).toEqual([true, 3])
  const after = { after: page.cursors[1], filter: mine, orderBy }
  expect((await listJobs(lab, localActor, after)).nodes.map(({ id }) => id)).toEqual([jobs[0].id])
  const none = { AND: [mine], NOT: [{ OR: [{ kind: { eq: 'train' as const } }] }] }
  expect((await listJobs(lab, localActor, { filter: none })).nodes).toEqual([])
})

async function* one(text: string) {
  yield Buffer.from(text)
}

test('jobs that wait in a queue of an earlier version are in the new one', async () => {
  const [later, wide] = [await start(16), await start(512)]
  await sql`update pgboss.version set version = 24`.execute(lab.db)
  const queue = await openQueue(lab.database, lab.log)
  try {
    expect((await queue.boss.schemaVersion())!).toBeGreaterThan(24)
    expect(await claim()).toMatchObject({ id: wide.id })
    expect(await claim()).toMatchObject({ id: later.id })
    expect(await claim()).toBeUndefined()
  } finally {
    await queue.close()
  }
})

test('the queue gets the rows of every statement that it sends together', async () => {
  const { rows } = await lab.queue.boss.getDb().executeSql('BEGIN; select 1 as a; select 2 as a; COMMIT')
  expect(rows).toEqual([{ a: 1 }, { a: 2 }])
})
