import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { typicalRates } from '@mitoscope/training'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import { putRepresentation } from '../analyses/testing/put-representation.ts'
import { startAnalysis } from '../analyses/start-analyses.ts'
import { recordBlob } from '../../platform/blobs/blob-records.ts'
import { claimJob } from '../../work/attempts/claim-job.ts'
import { releaseJob } from '../../work/attempts/end-attempt.ts'
import { queueName } from '../../platform/queue/queue.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { tinySweep } from '../../platform/files/testing/tiny-sweep.ts'
import { writeTinyDataset } from '../../platform/files/testing/write-tiny-dataset.ts'
import { createProject } from '../projects/create-project.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { startWorker } from '../../work/worker/start-worker.ts'
import { estimateRemaining, type AnalysisGroup, type Remaining } from './estimate-remaining.ts'
import { cancelSweep } from './cancel-sweep.ts'
import { findSweep } from './find-sweeps.ts'
import { estimateRun } from './run-priority.ts'
import { startSweep } from './start-sweep.ts'
import { findSweepProgress } from './sweep-progress.ts'
import type { Sweep } from './sweep.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'mitoscope-data-'))
let lab: Lab
let projectId: string
beforeAll(async () => {
  writeTinyDataset(dataFolder)
  lab = await openTestLab()
  projectId = (await createProject(lab, localActor, { name: 'p' })).id
})
afterAll(async () => {
  await lab.close()
  rmSync(dataFolder, { recursive: true, force: true })
})

const start = (name: string, config: object = {}) =>
  startSweep(lab, localActor, {
    projectId,
    name,
    config: { ...tinySweep, contrasts: [], seeds: [0], ...config },
    analyses: [{ measure: 'reconstruction', options: { draws: 3 } }],
  })
const progressOf = async (sweep: Sweep) => (await findSweepProgress(lab, [sweep])).get(sweep.id)!

test('what somebody asks for goes before what a sweep asked for, and that before its trainings', async () => {
  const sweep = await start('queue')
  const file = { name: 'own.npz', bytes: Buffer.from('own') }
  const asked = await putRepresentation(lab, file, { width: 8, projectId })
  const { id } = await startAnalysis(lab, localActor, {
    representationId: asked.id,
    measure: 'reconstruction',
  })
  const job = (await claimJob(lab, { workerId: crypto.randomUUID(), host: 'here', device: 'cpu:0' }))!
  expect(job.subjectId).toBe(id)
  await releaseJob(lab, job)
  await lab.db.deleteFrom('job').where('id', '=', job.id).execute()
  await lab.queue.boss.deleteJob(queueName, job.id)
  expect((await progressOf(sweep)).secondsLeft).toBeGreaterThan(0)
  await cancelSweep(lab, localActor, sweep.id)
  expect((await progressOf(sweep)).secondsLeft).toBeNull()
})

test('time is left until the report of a sweep is there, and not only until its runs are trained', async () => {
  const sweep = await start('whole', { widths: [4], epochs: 1, batchSize: 150, checkpoints: [] })
  const worker = await startWorker(lab, { devices: ['cpu:0'], dataFolder, times: { pollEvery: 50 } })
  const seen: { readonly trained: boolean; readonly left: number | null }[] = []
  try {
    await expect
      .poll(
        async () => {
          const { state, secondsLeft } = await progressOf(sweep)
          const { report } = (await findSweep(lab, localActor, sweep.id))!
          if (report === null) seen.push({ trained: state === 'finished', left: secondsLeft })
          return report !== null && (await progressOf(sweep)).secondsLeft
        },
        { timeout: 280_000, interval: 100 },
      )
      .toBeNull()
  } finally {
    await worker.stop()
  }
  const after = seen.filter(({ trained }) => trained)
  expect(after.length).toBeGreaterThan(0)
  for (const { left } of seen) expect(left).toBeGreaterThan(0)
})

test('the pace is that of the running training, else of the machine, else of former trainings', async () => {
  await lab.db.deleteFrom('job').execute()
  const sweep = await start('paced', { widths: [64], seeds: [0, 1] })
  const [run] = await lab.db.selectFrom('trainingRun').select('id').where('sweepId', '=', sweep.id).execute()
  const expectedPace = (await progressOf(sweep)).secondsLeft!
  const config = sweep.config
  const whole = estimateRun(config, 64)
  // Another sweep of the same trainings, finished at a tenth of the usual speed.
  const former = await start('former', { widths: [64] })
  await lab.db
    .updateTable('trainingRun')
    .set({ state: 'finished' })
    .where('sweepId', '=', former.id)
    .execute()
  const ofFormer = lab.db.selectFrom('trainingRun').select('id').where('sweepId', '=', former.id)
  const startedAt = new Date(0)
  const finishedAt = new Date(10_000 * whole)
  const ended = { state: 'finished' as const, attempt: 1, startedAt, finishedAt }
  await lab.db.updateTable('job').set(ended).where('subjectId', 'in', ofFormer).execute()
  const slow = (await progressOf(sweep)).secondsLeft!
  expect(slow / expectedPace).toBeCloseTo(10, 0)
  // The machine that was measured counts for more, and a training that runs for most.
  const rates = { ...typicalRates, flopsPerSecond: typicalRates.flopsPerSecond * 1e3 }
  const machine = { rates, workers: 1 }
  expect((await findSweepProgress(lab, [sweep], machine)).get(sweep.id)!.secondsLeft).toBeLessThan(slow)
  await lab.db.updateTable('trainingRun').set({ state: 'running' }).where('id', '=', run.id).execute()
  const running = { state: 'running' as const, progress: 0.01, secondsLeft: 100 * whole * 0.99 }
  await lab.db.updateTable('job').set(running).where('subjectId', '=', run.id).execute()
  for (const given of [undefined, machine]) {
    const { secondsLeft } = (await findSweepProgress(lab, [sweep], given)).get(sweep.id)!
    expect(secondsLeft! / expectedPace).toBeGreaterThan(50)
  }
})

test('a training that waits with a saved state counts as far as it has got', async () => {
  await lab.db.deleteFrom('job').execute()
  const sweep = await start('handed back', { widths: [64] })
  const whole = (await progressOf(sweep)).secondsLeft!
  const runs = lab.db.selectFrom('trainingRun').select('id').where('sweepId', '=', sweep.id)
  const set = (change: object) =>
    lab.db.updateTable('job').set(change).where('subjectId', 'in', runs).executeTakeFirst()
  // What it reported before it was saved is lost.
  await set({ progress: 0.6, secondsLeft: 1 })
  expect(await progressOf(sweep)).toMatchObject({ progress: 0, secondsLeft: whole })
  const state = await lab.blobs.put(Readable.from([Buffer.from('state')]))
  await recordBlob(lab.db, lab, state)
  await set({ stateBlob: state.hash })
  const { progress, secondsLeft } = await progressOf(sweep)
  expect(progress).toBeCloseTo(0.6, 9)
  expect(secondsLeft!).toBeLessThan(0.95 * whole)
})

test('trainings of other sweeps that come first are waited for', async () => {
  await lab.db.deleteFrom('job').execute()
  const sweep = await start('behind', { widths: [16] })
  const alone = (await progressOf(sweep)).secondsLeft!
  const narrower = await start('narrower', { widths: [4] })
  expect((await progressOf(sweep)).secondsLeft).toBeCloseTo(alone, 5)
  await start('wider', { widths: [1024], seeds: [0, 1, 2] })
  const wide = 3 * estimateRun({ ...sweep.config, widths: [1024] }, 1024)
  const behind = (await progressOf(sweep)).secondsLeft!
  expect(behind - alone).toBeGreaterThan(wide / 2)
  expect((await progressOf(narrower)).secondsLeft).toBeGreaterThan(wide / 2)
})

test('the estimate is right within a factor of two at every moment of a quiet machine', () => {
  // Two workers, twice as slow as a usual one: trainings of 40 and 20 s, each followed by four analyses of 6 or 2 s, and
  // then a report that takes 0.4 times as long as they did.
  const seconds = { 1024: 6, 512: 2 }
  const measures = ['chunk-error', 'reconstruction', 'residual-correlation', 'critical-width']
  const requests = measures.map((measure) => ({ measure, options: { draws: 40 } }))
  const group = (width: 1024 | 512, state: AnalysisGroup['state'], count = 1): AnalysisGroup[] =>
    measures.map((measure) => ({
      measure,
      state,
      width,
      rows: 20_000,
      draws: 40,
      count,
      seconds: state === 'finished' ? seconds[width] : null,
      secondsLeft: null,
    }))
  const base = { pace: 2, requests, rows: 20_000, workers: 2 }
  const report = { widths: [1024, 1024, 512, 512], draws: 40 }
  const reportSeconds = 0.4 * 4 * (6 + 6 + 2 + 2)
  const moments: readonly (readonly [Remaining, number])[] = [
    // In the middle of the first two trainings; then with one of each width done; then with the analyses of the last.
    [
      {
        ...base,
        training: { running: [20, 20], queued: [20, 20] },
        untrained: [1024, 1024, 512, 512],
        analyses: [],
        report,
      },
      40 + 32 + reportSeconds,
    ],
    [
      {
        ...base,
        training: { running: [10], queued: [20] },
        untrained: [512, 512],
        analyses: [...group(1024, 'finished', 1), ...group(1024, 'queued', 1)],
        report,
      },
      35 + reportSeconds,
    ],
    [
      {
        ...base,
        training: { running: [], queued: [] },
        untrained: [],
        analyses: [...group(1024, 'finished', 2), ...group(512, 'finished', 1), ...group(512, 'queued', 1)],
        report: { ...report, job: { state: 'running', progress: 0, secondsLeft: null } },
      },
      reportSeconds,
    ],
  ]
  // A report that has said its end has yet to be stored.
  const ending = { ...report, job: { state: 'running' as const, progress: 1, secondsLeft: null } }
  const nothing = { training: { running: [], queued: [] }, untrained: [], analyses: [] }
  expect(estimateRemaining({ ...base, ...nothing, report: ending })).toBeGreaterThan(0)
  for (const [moment, truth] of moments) {
    const estimate = estimateRemaining(moment)
    expect(estimate).toBeGreaterThan(truth / 2)
    expect(estimate).toBeLessThan(2 * truth)
  }
})
