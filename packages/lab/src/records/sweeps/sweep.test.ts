import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { tinySweep } from '../../platform/files/testing/tiny-sweep.ts'
import { writeTinyDataset } from '../../platform/files/testing/write-tiny-dataset.ts'
import { createProject } from '../projects/create-project.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { startWorker } from '../../work/worker/start-worker.ts'
import { startSweep } from './start-sweep.ts'

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
}, 300_000)

test('a sweep is trained run by run, and its analyses start by themselves', async () => {
  const config = { ...tinySweep, seeds: [0], contrasts: [] }
  const analyses = [{ measure: 'critical-width', options: { draws: 5 } }]
  const input = { projectId, modelName: 'tiny', name: 'first', config, analyses, clientKey: 'k' }
  const sweep = await startSweep(lab, localActor, input)
  expect((await startSweep(lab, localActor, input)).id).toBe(sweep.id)
  const worker = await startWorker(lab, { devices: ['cpu:0', 'cpu:1'], dataFolder })
  const states = async () => {
    const jobs = await lab.db
      .selectFrom('job')
      .select(['kind', 'state', 'failure'])
      .where('kind', '<>', 'report')
      .execute()
    return jobs.map(({ kind, state, failure }) => `${kind} ${state} ${failure?.message ?? ''}`.trim()).sort()
  }
  await expect
    .poll(states, { timeout: 280_000 })
    .toEqual(['analyze finished', 'analyze finished', 'train finished', 'train finished'])
  const runs = await lab.db.selectFrom('trainingRun').selectAll().orderBy('width').execute()
  expect(runs).toMatchObject([
    { name: 'w0008-s0-wd0.002', state: 'finished', width: 8, sweepId: sweep.id, config: { epochs: 12 } },
    { name: 'w0012-s0-wd0.002', state: 'finished', width: 12 },
  ])
  const series = await lab.db.selectFrom('metricSeries').selectAll().where('runId', '=', runs[0].id).execute()
  expect(series.map(({ name, points }) => `${name} ${points}`).sort()).toEqual([
    'testError 8',
    'testLoss 8',
    'trainError 8',
    'trainLoss 8',
  ])
  const checkpoints = await lab.db
    .selectFrom('checkpoint')
    .selectAll()
    .where('runId', '=', runs[0].id)
    .execute()
  expect(checkpoints.map(({ epoch }) => epoch).sort((a, b) => a - b)).toEqual([1, 6, 12])
  await worker.stop()
  expect(await lab.db.selectFrom('worker').selectAll().execute()).toEqual([])
}, 300_000)
