import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../../records/access/actor.ts'
import { cancelJob } from '../../records/jobs/cancel-job.ts'
import { findJob, findJobsOf } from '../../records/jobs/find-jobs.ts'
import type { Job } from '../../platform/queue/job.ts'
import { listJobLog } from '../../records/jobs/job-log.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { tinySweep } from '../../platform/files/testing/tiny-sweep.ts'
import { writeTinyDataset } from '../../platform/files/testing/write-tiny-dataset.ts'
import { createProject } from '../../records/projects/create-project.ts'
import { cancelSweep } from '../../records/sweeps/cancel-sweep.ts'
import { startSweep } from '../../records/sweeps/start-sweep.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { findTrained, listTrained, type TrainedRun } from '../../records/training/list-trained.ts'
import { startWorker, type Worker } from './start-worker.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'mitoscope-data-'))
const times = { saveEvery: 100, pollEvery: 200, retryDelay: 0, heartbeatEvery: 500, grace: 20_000 }
const soon = { timeout: 250_000, interval: 100 }
const endless = 100_000
const long = 2_000
let lab: Lab
let worker: Worker | undefined
let projectId: string

/** Three runs of one width, and one of another. */
const begin = async (epochs: number) => {
  const config = {
    ...tinySweep,
    widths: [8, 12],
    seeds: [0, 1],
    contrasts: [],
    epochs,
    batchSize: 150,
    evaluateEvery: 100,
  }
  const { id } = await startSweep(lab, localActor, {
    projectId,
    name: 'together',
    config: { ...config, checkpoints: [1], contrasts: [{ weightDecay: 0, seeds: [0] }] },
  })
  const runs = await lab.db.selectFrom('trainingRun').selectAll().where('sweepId', '=', id).execute()
  const jobs = await findJobsOf(
    lab,
    runs.map((run) => run.id),
  )
  return { id, jobs: runs.filter(({ width }) => width === 12).map((run) => jobs.get(run.id)!) }
}
const work = async (trainTogether: boolean, saveEvery = times.saveEvery) => {
  const options = { devices: ['cpu:0'], dataFolder, trainTogether }
  worker = await startWorker(lab, { ...options, times: { ...times, saveEvery } })
}
const rest = async () => {
  await worker?.stop()
  worker = undefined
}
const read = async ({ id }: Job) => (await findJob(lab, localActor, id))!
const statesOf = (jobs: readonly Job[]) => Promise.all(jobs.map(async (job) => (await read(job)).state))
const untilUnderWay = (jobs: readonly Job[]) =>
  expect
    .poll(async () => (await Promise.all(jobs.map(read))).every(({ stateBlob }) => stateBlob !== null), soon)
    .toBe(true)
const untilAll = (jobs: readonly Job[], state: Job['state']) =>
  expect.poll(() => statesOf(jobs), soon).toEqual(jobs.map(() => state))
const readTrained = async (sweepId: string) => {
  const found = new Map<string, TrainedRun>()
  for (const run of await listTrained(lab, sweepId)) found.set(run.name, (await findTrained(lab, run))!)
  return found
}

beforeAll(async () => {
  writeTinyDataset(dataFolder)
  lab = await openTestLab()
  projectId = (await createProject(lab, localActor, { name: 'p' })).id
})
afterAll(async () => {
  await rest()
  await lab.close()
  rmSync(dataFolder, { recursive: true, force: true })
})

test(
  'runs of one width train together, with the numbers that each has alone',
  { timeout: 600_000 },
  async () => {
    const alone = await begin(12)
    await work(false)
    await expect.poll(async () => (await listTrained(lab, alone.id)).length, soon).toBe(6)
    await rest()
    const together = await begin(12)
    await work(true)
    await expect.poll(async () => (await listTrained(lab, together.id)).length, soon).toBe(6)
    await rest()
    const [expected, found] = [await readTrained(alone.id), await readTrained(together.id)]
    expect([...found.keys()].sort()).toEqual([...expected.keys()].sort())
    for (const [name, { width, history, checkpoints, facts, interpolationEpoch }] of found) {
      const names = [...found.values()].filter((other) => other.width === width)
      expect(facts.trainedWith).toHaveLength(names.length)
      expect(facts.trainedWith).toContain(name)
      expect(expected.get(name)!.facts.trainedWith).toEqual([name])
      expect(interpolationEpoch).toBe(expected.get(name)!.interpolationEpoch)
      expect(checkpoints.map(({ epoch }) => epoch)).toEqual([1, 12])
      const before = expected.get(name)!.history
      expect(history.map(({ epoch }) => epoch)).toEqual(before.map(({ epoch }) => epoch))
      for (const [i, { trainLoss, testLoss }] of history.entries()) {
        expect(trainLoss).toBeCloseTo(before[i].trainLoss, 5)
        expect(testLoss).toBeCloseTo(before[i].testLoss, 5)
      }
    }
  },
)

test(
  'one that is cancelled leaves the others at work, and all continue after a death',
  { timeout: 900_000 },
  async () => {
    const { id, jobs } = await begin(endless)
    await work(true)
    await untilUnderWay(jobs)
    expect(await statesOf(jobs)).toEqual(['running', 'running', 'running'])
    expect(worker!.processes()).toHaveLength(1)
    const [first, ...others] = jobs
    await cancelJob(lab, localActor, first.id)
    await untilAll([first], 'cancelled')
    const states = await Promise.all(others.map(read))
    // They go on in the same attempt, and save newer states.
    await expect
      .poll(async () => {
        const now = await Promise.all(others.map(read))
        return now.every(({ stateBlob, attempt }, i) => attempt === 1 && stateBlob !== states[i].stateBlob)
      }, soon)
      .toBe(true)

    for (const pid of worker!.processes()) process.kill(pid, 'SIGKILL')
    await expect
      .poll(async () => (await Promise.all(others.map(read))).map(({ attempt }) => attempt), soon)
      .toEqual([2, 2])
    const logs = await Promise.all(others.map(async (job) => (await listJobLog(lab, job.id, {})).nodes))
    for (const log of logs) expect(log[0].message).toContain('The compute process ended with signal SIGKILL')
    await untilAll(others, 'running')

    await rest()
    expect(await statesOf(others)).toEqual(['queued', 'queued'])
    for (const job of others) expect((await read(job)).stateBlob).not.toBeNull()
    await cancelSweep(lab, localActor, id)
  },
)

test(
  'one that is behind catches up, and one whose state is damaged fails by itself',
  { timeout: 600_000 },
  async () => {
    const { id, jobs } = await begin(long)
    await work(true)
    await untilUnderWay(jobs)
    await rest()
    const [behind, damaged] = jobs
    const blob = await lab.blobs.put(
      (async function* () {
        yield Buffer.from('no state')
      })(),
    )
    await lab.db.insertInto('blob').values(blob).execute()
    await lab.db.updateTable('job').set({ stateBlob: null }).where('id', '=', behind.id).execute()
    await lab.db
      .updateTable('job')
      .set({ stateBlob: blob.hash, maxAttempts: 1 })
      .where('id', '=', damaged.id)
      .execute()
    // Seldom, as every state waits for the disk.
    await work(true, 5_000)
    await untilAll([damaged], 'failed')
    await untilAll(
      jobs.filter((job) => job !== damaged),
      'finished',
    )
    const found = await readTrained(id)
    const trained = [...found.values()].filter(({ width }) => width === 12)
    expect(trained.map(({ facts }) => facts.trainedWith!.length)).toEqual([2, 2])
    for (const { history } of trained) expect(history.at(-1)!.epoch).toBe(long)
  },
)
