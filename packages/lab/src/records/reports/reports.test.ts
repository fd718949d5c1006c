import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import { startRequestedAnalyses } from '../analyses/start-analyses.ts'
import { computeJobs } from '../analyses/testing/compute-jobs.ts'
import { putRepresentation } from '../analyses/testing/put-representation.ts'
import { toJson } from '../../platform/database/json.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import type { Job } from '../../platform/queue/job.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { logMetrics } from '../metrics/log-metrics.ts'
import { deleteModel } from '../models/delete-model.ts'
import { deleteProject } from '../projects/delete-project.ts'
import { deleteSweep } from '../sweeps/delete-sweep.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { trainKind } from '../../work/kinds/train-kind.ts'
import { findReportRuns } from './find-report-runs.ts'
import { defaultSettings } from './report-settings.ts'
import type { SlimReport } from '@mitoscope/analysis'
import { startReport } from './start-report.ts'

const golden = new URL('../../../../../tests/golden/', import.meta.url)
const archives = ['reference/mnist-mlp-w64.npz', 'reference/synthetic-w64.npz'].map((path) =>
  fileURLToPath(new URL(path, golden)),
)

interface Ids {
  readonly sweepId: string
  readonly modelId: string
  readonly projectId: string
}

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

async function makeSweep(analyses: object[]) {
  const [sweepId, projectId, modelId] = [randomUUID(), randomUUID(), randomUUID()]
  await lab.db.insertInto('project').values({ id: projectId, name: projectId }).execute()
  const model = { id: modelId, projectId, name: modelId, architecture: 'mlp', dataset: 'mnist' }
  await lab.db.insertInto('model').values(model).execute()
  const sweep = { id: sweepId, projectId, modelId, name: 'two seeds', config: toJson({}) }
  await lab.db
    .insertInto('sweep')
    .values({ ...sweep, analyses: toJson(analyses) })
    .execute()
  const inputs = []
  for (const [seed, path] of archives.entries()) {
    const file = { name: `${sweepId}-${seed}.npz`, bytes: await readFile(path) }
    inputs.push(await putRepresentation(lab, file, { projectId, modelId, sweepId, width: 64, seed }))
  }
  return { sweepId, inputs }
}

const finish = (input: Awaited<ReturnType<typeof putRepresentation>>) =>
  lab.db.transaction().execute(async (db) => {
    const run = await db
      .updateTable('trainingRun')
      .set({ state: 'finished' })
      .where('id', '=', input.runId)
      .returningAll()
      .executeTakeFirstOrThrow()
    await startRequestedAnalyses(db, lab, run, input)
  })
const jobs = (sweepId: string) =>
  lab.db.selectFrom('job').selectAll().where('kind', '=', 'report').where('subjectId', '=', sweepId).execute()
const readReport = async (id: string) => {
  const { report } = await lab.db.selectFrom('sweep').select('report').where('id', '=', id).executeTakeFirstOrThrow()
  return report as unknown as SlimReport | null
} // prettier-ignore

test('analyses start with each run, and the report with the last', async () => {
  const { sweepId, inputs } = await makeSweep([{ measure: 'critical-width', options: { threshold: 0.9 } }])
  const running = { state: 'running' } as const
  await lab.db.updateTable('trainingRun').set(running).where('sweepId', '=', sweepId).execute()
  await finish(inputs[0])
  expect(await jobs(sweepId)).toEqual([])
  await finish(inputs[1])
  expect(await jobs(sweepId)).toHaveLength(1)
  const analyses = await lab.db
    .selectFrom('analysis')
    .selectAll()
    .where('runId', 'in', inputs.map(({ runId }) => runId))
    .execute() // prettier-ignore
  expect(analyses.map(({ measure, options }) => ({ measure, options }))).toEqual(
    Array.from({ length: 2 }, () => ({ measure: 'critical-width', options: { draws: 40, threshold: 0.9 } })),
  )
  await computeJobs(lab)
  const report = (await readReport(sweepId))!
  expect(report.series).toHaveLength(1)
  const [{ runs, widths, sentence }] = report.series
  expect(runs.map(({ runId, seed }) => [runId, seed])).toEqual(inputs.map(({ runId }, seed) => [runId, seed]))
  expect(widths).toMatchObject([{ width: 64, runs: 2 }])
  expect(sentence).toContain('four widths')
  expect(widths[0]).toHaveProperty('decay')
  expect(runs[0].residualCorrelationAllPairs).toMatchObject({ id: 'residualCorrelationAllPairs' })
  expect(JSON.stringify(report)).not.toMatch(/"draws":\[|crossing/)
})

test('a report is made again from the summaries of its runs, and with other settings anew', async () => {
  const { sweepId } = await makeSweep([])
  const summaries = () => lab.db.selectFrom('runSummary').select('question').execute()
  await startReport(lab, localActor, { sweepId, draws: 8 })
  await computeJobs(lab)
  const first = await readReport(sweepId)
  const before = await summaries()
  const job = await startReport(lab, localActor, { sweepId, draws: 8 })
  expect((await startReport(lab, localActor, { sweepId, draws: 8 })).id).toBe(job.id)
  await expect(startReport(lab, localActor, { sweepId })).rejects.toThrow(/other settings is under way/)
  await computeJobs(lab)
  expect(await readReport(sweepId)).toEqual({ ...first, madeAt: expect.any(String) })
  expect(await summaries()).toEqual(before)
  await startReport(lab, localActor, { sweepId, draws: 9 })
  await computeJobs(lab)
  expect((await readReport(sweepId))?.provenance.draws).toBe(9)
  expect((await summaries()).length).toBe(before.length + 2)
  await expect(startReport(lab, localActor, { sweepId, threshold: 2 })).rejects.toThrow(/threshold 2/)
})

test.each(['failed', 'cancelled'] as const)(
  'a last run that is %s does not keep the report from the others',
  async (state) => {
    const { sweepId, inputs } = await makeSweep([{ measure: 'critical-width' }])
    await lab.db.updateTable('trainingRun').set({ state: 'running' }).where('sweepId', '=', sweepId).execute()
    const end = (input: (typeof inputs)[number], to: 'failed' | 'cancelled' | 'queued') =>
      lab.db.transaction().execute((db) => trainKind.end(db, lab, { subjectId: input.runId } as Job, to))
    await finish(inputs[0])
    await end(inputs[1], 'queued')
    expect(await jobs(sweepId)).toEqual([])
    await end(inputs[1], state)
    expect(await jobs(sweepId)).toHaveLength(1)
    await computeJobs(lab)
    expect((await readReport(sweepId))!.series[0].runs).toHaveLength(1)
    const none = await makeSweep([{ measure: 'critical-width' }])
    await lab.db
      .updateTable('trainingRun')
      .set({ state: 'running' })
      .where('sweepId', '=', none.sweepId)
      .execute()
    for (const input of none.inputs) await end(input, state)
    expect(await jobs(none.sweepId)).toEqual([])
  },
)

test('earlier epochs and control runs of the model stand beside the runs, whose logits are kept', async () => {
  const { sweepId, inputs } = await makeSweep([])
  const [own] = inputs
  const bytes = await readFile(archives[0])
  const { projectId, modelId } = await lab.db
    .selectFrom('trainingRun')
    .selectAll()
    .where('id', '=', own.runId)
    .executeTakeFirstOrThrow()
  await lab.db
    .updateTable('trainingRun')
    .set({ interpolationEpoch: 5 })
    .where('sweepId', '=', sweepId)
    .execute()
  await lab.db.updateTable('representation').set({ epoch: 9 }).where('runId', '=', own.runId).execute()
  const file = { name: `${sweepId}-early.npz`, bytes }
  const early = await putRepresentation(lab, file, { projectId, modelId, runId: own.runId, width: 64 })
  await lab.db.updateTable('representation').set({ epoch: 2 }).where('id', '=', early.id).execute()
  // Errors after both epochs; the one after epoch 7 is of no representation.
  const errors = [[2, 0.02], [7, 0.5], [9, 0]].map(([step, value]) => ({ name: 'trainError', step, value })) // prettier-ignore
  await logMetrics(lab, localActor, [{ runId: own.runId, points: errors }])
  // The same layer again, so that two runs judge the same inputs.
  const twin = { name: `${sweepId}-twin.npz`, bytes }
  await putRepresentation(lab, twin, { projectId, modelId, sweepId, width: 64, seed: 2 })
  const shuffled = { name: `${sweepId}-shuffled.npz`, bytes }
  const control = await putRepresentation(lab, shuffled, { projectId, modelId, width: 64, seed: 3 })
  const setConfig = (id: string, config: object) =>
    lab.db
      .updateTable('trainingRun')
      .set({ config: toJson(config) })
      .where('id', '=', id)
      .execute()
  await setConfig(control.runId, { control: 'shuffled-labels' })
  // One that is no control, whatever its settings name, and one of noisy labels.
  const other = { name: `${sweepId}-other.npz`, bytes }
  const ordinary = await putRepresentation(lab, other, { projectId, modelId, width: 64, seed: 4 })
  await setConfig(ordinary.runId, { control: 'none', labelNoise: 0, decayFrom: 'start' })
  const mislabelled = { name: `${sweepId}-noisy.npz`, bytes }
  const noisy = await putRepresentation(lab, mislabelled, { projectId, modelId, width: 64, seed: 5 })
  await setConfig(noisy.runId, { labelNoise: 0.2 })
  await startReport(lab, localActor, { sweepId, draws: 6 })
  await computeJobs(lab)
  const { series, findings, claims, warnings } = (await readReport(sweepId))!
  expect(series[0].runs).toHaveLength(3)
  const read = (id: string) => findings!.find((finding) => finding.id === id)!
  expect(read('dynamics').lines[0].points.map(({ x }) => x)).toEqual([2, 9])
  expect(read('dynamics').scalars.map(({ value }) => value)).toEqual([...Array(3).fill(expect.any(Number)), 5, 2]) // prettier-ignore
  const followed = read('groups-by-training-error').lines[0]
  expect([followed.id, followed.points.map(({ x }) => x)]).toEqual(['width-64', [0.02, 0]])
  expect(read('controls').lines.map(({ id }) => id)).toEqual(['none-weight-decay-0', 'label-noise-0.2-weight-decay-0', 'shuffled-labels-weight-decay-0']) // prettier-ignore
  // Two networks that agree err together what each errs alone.
  const [{ points }] = read('ensembles').lines
  const [alone] = series[0].runs.filter(({ seed }) => seed === 0)
  expect(points.at(-1)!.y).toBeCloseTo(alone.testErrorOfChunks.mean.at(-1)!, 12)
  expect(warnings.join()).toMatch(/judges other test inputs/)
  expect(claims!.map(({ id }) => id)).toContain('linear-growth')
  await startReport(lab, localActor, { sweepId, draws: 6 })
  const phases = await computeJobs(lab)
  expect(phases.filter(({ summaries }) => summaries)).toEqual([])
  expect((await readReport(sweepId))!.findings).toEqual(findings)
})

test('what a report that fails has summed up is not again', async () => {
  const { sweepId, inputs } = await makeSweep([])
  // Runs are summed up in the order of their ids.
  const broken = inputs.toSorted((a, b) => (a.runId < b.runId ? -1 : 1))[1]
  const move = (blobHash: string) =>
    lab.db.updateTable('representation').set({ blobHash }).where('runId', '=', broken.runId).execute()
  const { blobHash } = await lab.db
    .selectFrom('representation')
    .select('blobHash')
    .where('runId', '=', broken.runId)
    .executeTakeFirstOrThrow()
  // A blob that is no representation: what an earlier report summed up.
  const { hash } = await lab.db
    .selectFrom('blob')
    .select('hash')
    .where('hash', 'not in', lab.db.selectFrom('representation').select('blobHash'))
    .executeTakeFirstOrThrow()
  await move(hash)
  await startReport(lab, localActor, { sweepId, draws: 7 })
  await computeJobs(lab)
  expect(await readReport(sweepId)).toBeNull()
  await move(blobHash)
  await startReport(lab, localActor, { sweepId, draws: 7 })
  const phases = (await computeJobs(lab)).filter(({ summaries }) => summaries)
  expect(phases).toHaveLength(1)
  expect((await readReport(sweepId))!.series[0].runs).toHaveLength(2)
})

test.each([
  ['sweep', (ids: Ids) => deleteSweep(lab, localActor, ids.sweepId)],
  ['model', (ids: Ids) => deleteModel(lab, localActor, ids.modelId)],
  ['project', (ids: Ids) => deleteProject(lab, localActor, ids.projectId)],
] as const)('deleting a %s whose last run waits starts no report', async (_, remove) => {
  const { sweepId, inputs } = await makeSweep([{ measure: 'critical-width' }])
  const {
    id: runId,
    modelId,
    projectId,
  } = await lab.db
    .updateTable('trainingRun')
    .set({ state: 'queued' })
    .where('id', '=', inputs[1].runId)
    .returning(['id', 'modelId', 'projectId'])
    .executeTakeFirstOrThrow()
  await lab.db
    .transaction()
    .execute((db) => enqueueJob(db, lab, localActor, { kind: 'train', subjectId: runId, projectId }))
  await remove({ sweepId, modelId, projectId })
  const run = await lab.db
    .selectFrom('trainingRun')
    .select('state')
    .where('id', '=', runId)
    .executeTakeFirst()
  expect(run).toEqual({ state: 'cancelled' })
  expect(await jobs(sweepId)).toEqual([])
})

test('runs that diverged are named to the report and not analysed', async () => {
  const { sweepId, inputs } = await makeSweep([])
  await lab.db.updateTable('trainingRun').set({ state: 'finished' }).where('sweepId', '=', sweepId).execute()
  const loss = {
    runId: inputs[1].runId,
    name: 'testLoss',
    points: 2,
    notFinite: 1,
    firstStep: 1,
    lastStep: 2,
  }
  await lab.db
    .insertInto('metricSeries')
    .values({ ...loss, lastFiniteStep: 1, last: 3 })
    .execute()
  const { runs, diverged } = await findReportRuns(lab.db, sweepId, defaultSettings)
  expect(runs.map(({ facts }) => facts.runId)).toEqual([inputs[0].runId])
  expect(diverged).toMatchObject([{ width: 64, seed: 1 }])
})
