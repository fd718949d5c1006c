import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../../records/access/actor.ts'
import { startAnalysis } from '../../records/analyses/start-analyses.ts'
import { putRepresentation } from '../../records/analyses/testing/put-representation.ts'
import { cancelJob } from '../../records/jobs/cancel-job.ts'
import { findJob, findJobsOf } from '../../records/jobs/find-jobs.ts'
import type { Job } from '../../platform/queue/job.ts'
import { listJobLog } from '../../records/jobs/job-log.ts'
import { queueName } from '../../platform/queue/queue.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { tinySweep } from '../../platform/files/testing/tiny-sweep.ts'
import { writeTinyDataset } from '../../platform/files/testing/write-tiny-dataset.ts'
import { createProject } from '../../records/projects/create-project.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { startRun } from '../../records/training/start-run.ts'
import { startWorker, type Worker } from './start-worker.ts'

const { widths: _w, seeds: _s, weightDecays: _d, contrasts: _c, ...config } = tinySweep
const archive = fileURLToPath(
  new URL('../../../../../tests/golden/reference/synthetic-w64.npz', import.meta.url),
)
const dataFolder = mkdtempSync(join(tmpdir(), 'mitoscope-data-'))
const times = {
  saveEvery: 100,
  pollEvery: 200,
  retryDelay: 0,
  heartbeatEvery: 500,
  reapEvery: 1_000,
  grace: 20_000,
}
const long = 3_000
const soon = { timeout: 200_000, interval: 50 }
let lab: Lab
let worker: Worker
let projectId: string

const work = () => startWorker(lab, { devices: ['cpu:0'], dataFolder, times })
const start = async (epochs: number): Promise<Job> => {
  // Steps that cost next to nothing, and enough of them that the end is far off when something happens to a run.
  const settings = { ...config, epochs, batchSize: 150, evaluateEvery: 50, checkpoints: [1, 6] }
  const run = await startRun(lab, localActor, { projectId, width: 12, config: settings })
  return (await findJobsOf(lab, [run.id])).get(run.id)!
}
const read = async ({ id }: Job) => (await findJob(lab, localActor, id))!
/** Waits until a state to continue from is saved. */
const untilUnderWay = (job: Job) => expect.poll(async () => (await read(job)).stateBlob, soon).not.toBeNull()
const untilState = (job: Job, state: Job['state']) =>
  expect.poll(async () => (await read(job)).state, soon).toBe(state)

beforeAll(async () => {
  writeTinyDataset(dataFolder)
  lab = await openTestLab()
  projectId = (await createProject(lab, localActor, { name: 'p' })).id
  worker = await work()
})
afterAll(async () => {
  await worker.stop()
  await lab.close()
  rmSync(dataFolder, { recursive: true, force: true })
})

test(
  'killed, handed back or neither, a training ends with the same numbers',
  { timeout: 600_000 },
  async () => {
    const whole = await start(long)
    await untilState(whole, 'finished')

    const killed = await start(long)
    await untilUnderWay(killed)
    for (const pid of worker.processes()) process.kill(pid, 'SIGKILL')
    await expect.poll(async () => (await read(killed)).attempt, soon).toBe(2)
    await untilState(killed, 'finished')
    const log = (await listJobLog(lab, killed.id, {})).nodes.map(({ message }) => message)
    expect(log[0]).toContain('The compute process ended with signal SIGKILL')
    expect(log[1]).toMatch(/^Continues after epoch \d+$/)

    const returned = await start(long)
    await untilUnderWay(returned)
    await worker.stop()
    expect(await read(returned)).toMatchObject({ state: 'queued', attempt: 0 })
    const { stateBlob, progress } = await read(returned)
    expect(stateBlob).not.toBeNull()
    expect(progress).toBeGreaterThan(0)
    worker = await work()
    await untilState(returned, 'finished')
    expect(await read(returned)).toMatchObject({ attempt: 1, stateBlob: null, progress: 1, secondsLeft: 0 })

    const results = await Promise.all([whole, killed, returned].map(readResults))
    expect(results[1]).toEqual(results[0])
    expect(results[2]).toEqual(results[0])
    // Nothing but the results is left, once the last state is removed, which follows the end.
    const countBlobs = async () => {
      const { blobs } = await lab.db
        .selectFrom('blob')
        .select(({ fn }) => fn.countAll<number>().as('blobs'))
        .executeTakeFirstOrThrow()
      return Number(blobs)
    }
    await expect.poll(countBlobs, soon).toBe(4)
  },
)

test('a running job is cancelled, and one that takes too long fails', { timeout: 600_000 }, async () => {
  const endless = await start(100_000)
  await untilUnderWay(endless)
  await cancelJob(lab, localActor, endless.id)
  await untilState(endless, 'cancelled')

  await worker.stop()
  const slow = await start(100_000)
  await lab.db.updateTable('job').set({ timeLimit: 1, maxAttempts: 1 }).where('id', '=', slow.id).execute()
  await lab.queue.boss.update(queueName, undefined, { id: slow.id, expireInSeconds: 1 })
  worker = await work()
  await untilState(slow, 'failed')
  expect((await read(slow)).failure).toEqual({
    code: 'TIME_LIMIT',
    message: 'The attempt took longer than its limit of 1 s',
  })
})

test(
  'an analysis that somebody asks for does not wait for the end of a training',
  { timeout: 600_000 },
  async () => {
    const endless = await start(100_000)
    await untilUnderWay(endless)
    const input = await putRepresentation(lab, archive, { projectId, width: 64 })
    const asked = { representationId: input.id, measure: 'critical-width', options: { draws: 2 } }
    const analysis = await startAnalysis(lab, localActor, asked)
    const [job] = (await findJobsOf(lab, [analysis.id])).values()
    await untilState(job, 'finished')
    // It goes on from where it was, and the interruption counts for nothing.
    await untilState(endless, 'running')
    expect(await read(endless)).toMatchObject({ attempt: 1 })
    await expect.poll(async () => (await listJobLog(lab, endless.id, {})).nodes.map(({ message }) => message)).toEqual([
    'Makes way for what somebody asked for',
    expect.stringMatching(/^Continues after epoch \d+$/),
  ]) // prettier-ignore
    await cancelJob(lab, localActor, endless.id)
    await untilState(endless, 'cancelled')
  },
)

test('what the input is to blame for fails at once', { timeout: 600_000 }, async () => {
  const settings = { ...config, trainSize: 301 }
  const run = await startRun(lab, localActor, { projectId, width: 8, config: settings })
  const job = (await findJobsOf(lab, [run.id])).get(run.id)!
  await untilState(job, 'failed')
  expect(await read(job)).toMatchObject({ attempt: 1, failure: { code: 'BAD_DATASET' } })
})

async function readResults({ subjectId: runId }: Job) {
  const points = await lab.db
    .selectFrom('metricPoint')
    .innerJoin('metricSeries', 'metricSeries.id', 'metricPoint.seriesId')
    .select(['metricSeries.name', 'step', 'value'])
    .where('runId', '=', runId)
    .orderBy('metricSeries.name')
    .orderBy('step')
    .execute()
  const checkpoints = await lab.db
    .selectFrom('checkpoint')
    .select(['epoch', 'blobHash', 'metrics'])
    .where('runId', '=', runId)
    .orderBy('epoch')
    .execute()
  const representations = await lab.db
    .selectFrom('representation')
    .select(['epoch', 'blobHash', 'inputHash', 'testRows', 'trainRows'])
    .where('runId', '=', runId)
    .execute()
  const { interpolationEpoch } = await lab.db
    .selectFrom('trainingRun')
    .select('interpolationEpoch')
    .where('id', '=', runId)
    .executeTakeFirstOrThrow()
  expect(points.length).toBeGreaterThan(20)
  expect(checkpoints.map(({ epoch }) => epoch)).toEqual([1, 6, long])
  expect(representations).toHaveLength(1)
  return { points, checkpoints, representations, interpolationEpoch }
}
