import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProject, listRuns, localActor, startSweep, type Lab } from '@mitoscope/lab'
import { makeRun, openTestLab, tinySweep, writeTinyDataset } from '@mitoscope/lab/testing'
import { startWorker, type Worker } from '@mitoscope/lab/worker'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toGlobalId } from '../global-id.ts'
import { ask } from '../testing/ask.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'mitoscope-data-'))
let lab: Lab
let worker: Worker
beforeAll(async () => {
  writeTinyDataset(dataFolder)
  lab = await openTestLab()
  worker = await startWorker(lab, { devices: ['cpu:0'], dataFolder })
})
afterAll(async () => {
  await worker.stop()
  await lab.close()
  rmSync(dataFolder, { recursive: true, force: true })
}, 300_000)

const mutation = `mutation ($input: RepresentCheckpointsInput!) {
  representCheckpoints(input: $input) {
    run { id }
    checkpoints { epoch representation { epoch inputHash } job { id } }
    jobs { id kind state subjectId subject { __typename ... on Checkpoint { epoch run { id } } } }
  }
}`
const epochs = `query ($run: ID!) { run(id: $run) {
  state
  checkpoints { id epoch representation { epoch analyses { nodes { measure options state } } } job { state } }
} }`

test('one mutation has kept epochs represented and analysed', { timeout: 300_000 }, async () => {
  const { id: projectId } = await createProject(lab, localActor, { name: 'p' })
  const config = { ...tinySweep, widths: [8], seeds: [0], contrasts: [] }
  await startSweep(lab, localActor, { projectId, name: 'tiny', config })
  const [{ id }] = (await listRuns(lab, localActor, {}, {})).nodes
  const run = toGlobalId('TrainingRun', id)
  const read = async () => {
    const { data, errors } = await ask(lab, epochs, { run })
    expect(errors).toEqual([])
    return data.run
  }
  const patience = { timeout: 280_000, interval: 100 }
  await expect.poll(async () => (await read()).state, patience).toBe('FINISHED')
  const before = (await read()).checkpoints
  expect(before.map(({ epoch, representation, job }: any) => [epoch, representation?.epoch, job])).toEqual([
    [1, undefined, null],
    [6, undefined, null],
    [12, 12, null],
  ])
  const input = { runId: run, analyses: [{ measure: 'critical-width', options: { draws: 3 } }] }
  const { data, errors } = await ask(lab, mutation, { input })
  expect(errors).toEqual([])
  const { jobs, checkpoints, run: told } = data.representCheckpoints
  expect(told.id).toBe(run)
  expect(checkpoints.map(({ epoch, job }: any) => [epoch, job?.id])).toEqual([
    [1, jobs[0].id],
    [6, jobs[1].id],
    [12, undefined],
  ])
  expect(jobs[0]).toMatchObject({
    kind: 'REPRESENT',
    subjectId: before[0].id,
    subject: { __typename: 'Checkpoint', epoch: 1, run: { id: run } },
  })
  const finished = { measure: 'critical-width', options: { draws: 3, threshold: 0.99 }, state: 'FINISHED' }
  await expect
    .poll(
      async () => (await read()).checkpoints.map((each: any) => each.representation?.analyses.nodes),
      patience,
    )
    .toEqual([[finished], [finished], [finished]])
  expect((await read()).checkpoints.map(({ job }: any) => job?.state)).toEqual([
    'FINISHED',
    'FINISHED',
    undefined,
  ])
})

test('a run that has kept nothing is refused with what to do', async () => {
  const { runId } = await makeRun(lab)
  const input = { runId: toGlobalId('TrainingRun', runId) }
  const { errors } = await ask(lab, mutation, { input })
  expect(errors).toEqual([expect.stringContaining('has kept no weights yet')])
})
