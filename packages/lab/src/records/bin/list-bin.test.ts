import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import { listAnalyses } from '../analyses/find-analyses.ts'
import { startAnalysis } from '../analyses/start-analyses.ts'
import { putRepresentation } from '../analyses/testing/put-representation.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { makeRun } from '../metrics/testing/make-run.ts'
import { deleteModel, restoreModel } from '../models/delete-model.ts'
import { deleteProject, restoreProject } from '../projects/delete-project.ts'
import { listPairComparisons } from '../pair-comparisons/find-pair-comparisons.ts'
import { startPairComparisons } from '../pair-comparisons/start-pair-comparisons.ts'
import { purge } from '../purge/purge.ts'
import { deleteRepresentation } from '../representations/delete-representation.ts'
import { countRunContents } from '../runs/count-run-contents.ts'
import { deleteRuns, restoreRuns } from '../runs/delete-runs.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { listBin } from './list-bin.ts'

let lab: Lab
let projectId: string
let runIds: string[]
beforeAll(async () => {
  lab = await openTestLab()
  const first = await makeRun(lab)
  projectId = first.projectId
  runIds = [first.runId, (await makeRun(lab, projectId)).runId, (await makeRun(lab, projectId)).runId]
})
afterAll(() => lab.close())

const entries = async () =>
  (await listBin(lab, localActor, { projectId })).nodes.map(({ kind, ids, within, runs }) => ({
    kind,
    ids: [...ids].sort(),
    within,
    runs,
  }))
const modelOf = async (runId: string) =>
  (await lab.db.selectFrom('trainingRun').select('modelId').where('id', '=', runId).executeTakeFirstOrThrow())
    .modelId

test('runs that were deleted together are one entry, and gone from the bin once they are restored', async () => {
  expect(await countRunContents(lab, localActor, runIds)).toEqual({
    runs: 3,
    representations: 0,
    analyses: 0,
  })
  await deleteRuns(lab, localActor, runIds.slice(0, 2))
  expect(await entries()).toEqual([
    { kind: 'trainingRun', ids: runIds.slice(0, 2).sort(), within: null, runs: 2 },
  ])
  expect(await countRunContents(lab, localActor, runIds)).toMatchObject({ runs: 1 })
  await deleteRuns(lab, localActor, [runIds[2]])
  const page = await listBin(lab, localActor, { projectId, first: 1 })
  expect(page).toMatchObject({ hasNextPage: true, nodes: [{ ids: [runIds[2]] }] })
  expect(await page.totalCount()).toBe(2)
  const next = await listBin(lab, localActor, { projectId, first: 1, after: page.cursors[0] })
  expect(next).toMatchObject({ hasNextPage: false, nodes: [{ ids: expect.arrayContaining([runIds[0]]) }] })
  await restoreRuns(lab, localActor, runIds)
  expect(await entries()).toEqual([])
})

test('what was deleted inside of something deleted says what has to be restored first', async () => {
  const model = await modelOf(runIds[0])
  await deleteRuns(lab, localActor, [runIds[0]])
  await deleteModel(lab, localActor, model)
  expect(await entries()).toEqual([
    { kind: 'model', ids: [model], within: null, runs: 0 },
    { kind: 'trainingRun', ids: [runIds[0]], within: `model ${model}`, runs: 1 },
  ])
  await deleteProject(lab, localActor, projectId)
  expect(await entries()).toMatchObject([
    { kind: 'project', within: null, runs: 2 },
    { kind: 'model', within: `project ${projectId}` },
    { kind: 'trainingRun', within: `project ${projectId}` },
  ])
  await restoreProject(lab, localActor, projectId)
  await restoreModel(lab, localActor, model)
  await restoreRuns(lab, localActor, [runIds[0]])
})

test('a project that one may not read has no bin, and a purge empties it', async () => {
  const representation = await putRepresentation(
    lab,
    { name: 'a.npz', bytes: new Uint8Array(9) },
    { width: 8 },
  )
  await deleteRepresentation(lab, localActor, representation.id)
  const inBin = {
    kind: 'representation',
    ids: [representation.id],
    name: 'a.npz',
    representations: 1,
    runs: 0,
  }
  expect((await listBin(lab, localActor)).nodes).toMatchObject([inBin])
  const stranger = { ...localActor, siteAdmin: false, projects: new Map() }
  expect((await listBin(lab, stranger)).nodes).toEqual([])
  await purge(lab, localActor, { olderThanDays: 0 })
  expect((await listBin(lab, localActor)).nodes).toEqual([])
})

test('what belongs to something deleted is in no list, and there again once that is restored', async () => {
  const archive = fileURLToPath(
    new URL('../../../../../tests/golden/reference/mnist-mlp-w64.npz', import.meta.url),
  )
  const first = await putRepresentation(lab, archive, { width: 64 })
  const second = await putRepresentation(lab, archive, { width: 64, projectId: first.projectId })
  const representationIds = [first.id, second.id]
  for (const representationId of representationIds)
    await startAnalysis(lab, localActor, { representationId, measure: 'reconstruction' })
  await startPairComparisons(lab, localActor, { representationIds, measures: [{ measure: 'cka' }] })
  const count = async (request: object) => [
    (await listAnalyses(lab, localActor, request)).nodes.length,
    (await listPairComparisons(lab, localActor, request)).nodes.length,
  ]
  const own = { projectId: first.projectId }
  expect(await count(own)).toEqual([2, 1])
  const model = await modelOf(first.runId)
  const steps: [() => Promise<unknown>, () => Promise<unknown>, number][] = [
    [() => deleteRuns(lab, localActor, [first.runId]), () => restoreRuns(lab, localActor, [first.runId]), 1],
    // The other run is of a model of its own.
    [() => deleteModel(lab, localActor, model), () => restoreModel(lab, localActor, model), 1],
    [
      () => deleteProject(lab, localActor, first.projectId),
      () => restoreProject(lab, localActor, first.projectId),
      0,
    ],
  ]
  for (const [remove, restore, left] of steps) {
    await remove()
    expect(await count(own)).toEqual([left, 0])
    expect(await count({ ...own, deleted: 'include' })).toEqual([2, 1])
    expect((await listAnalyses(lab, localActor, { runIds: [first.runId] })).nodes).toHaveLength(1)
    await restore()
    expect(await count(own)).toEqual([2, 1])
  }
})
