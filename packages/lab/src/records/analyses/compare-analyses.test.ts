import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor, type Actor } from '../access/actor.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { openArray } from './arrays/open-array.ts'
import { compareAnalyses } from './compare-analyses.ts'
import { findAnalyses, listAnalyses } from './find-analyses.ts'
import { startAnalysis, startRequestedAnalyses } from './start-analyses.ts'
import { putRepresentation } from './testing/put-representation.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

const stranger: Actor = { ...localActor, userId: 'u', projects: new Map(), siteAdmin: false }
const put = (width: number, seed: number, given: object = {}) =>
  putRepresentation(lab, { name: 'x.npy', bytes: Buffer.from(`${width} ${seed}`) }, { width, seed, ...given })

/** Inserts a finished analysis whose curve has the given means at the given sizes. */
async function answer(input: Awaited<ReturnType<typeof put>>, sizes: number[], mean: number[]) {
  const { id } = await startAnalysis(lab, localActor, {
    representationId: input.id,
    measure: 'reconstruction',
  })
  const none = sizes.map(() => null)
  const curve = { id: 'r2', label: 'R²', mean, std: none, sem: none, ci95: none, n: sizes.map(() => 1) }
  const result = toJson({ shape: 'curves', sizes, curves: [curve], floors: [] })
  const set = { state: 'finished', result, finishedAt: new Date() } as const
  await lab.db.updateTable('analysis').set(set).where('id', '=', id).execute()
  return id
}

test('curves of several runs are aligned and summed up over the seeds of each width', async () => {
  const first = await put(8, 0)
  const { projectId } = first
  const rest = [await put(8, 1, { projectId }), await put(16, 0, { projectId })]
  await answer(first, [2, 4, 8], [0.2, 0.4, 1])
  await answer(rest[0], [2, 4, 8], [0.4, 0.8, 1])
  await answer(rest[1], [2, 4, 8, 16], [0.1, 0.2, 0.3, 1])
  const runIds = [first, ...rest].map(({ runId }) => runId)
  const input = { measure: 'reconstruction', runIds }
  const common = await compareAnalyses(lab, localActor, input)
  expect(common.sizes).toEqual([2, 4, 8])
  expect(common.runs.map(({ width, seed }) => [width, seed])).toEqual([[8, 0], [8, 1], [16, 0]]) // prettier-ignore
  const [narrow, wide] = common.widths
  expect(narrow).toMatchObject({ width: 8, runs: 2, curves: [{ id: 'r2', n: [2, 2, 2] }] })
  const [{ mean, std, sem, ci95 }] = narrow.curves
  expect(mean[0]).toBeCloseTo(0.3, 12)
  expect(std[0]).toBeCloseTo(Math.SQRT2 * 0.1, 12)
  expect(sem[0]).toBeCloseTo(0.1, 12)
  // Student's t with one degree of freedom.
  expect(ci95[0]).toBeCloseTo(1.2706204736, 8)
  expect(wide.curves[0]).toMatchObject({ mean: [0.1, 0.2, 0.3], std: [null, null, null] })
  const all = await compareAnalyses(lab, localActor, { ...input, allSizes: true, widths: [8, 16] })
  expect(all.sizes).toEqual([2, 4, 8, 16])
  expect(all.runs[0].curves[0]).toMatchObject({ mean: [0.2, 0.4, 1, null], n: [1, 1, 1, 0] })
  expect((await compareAnalyses(lab, stranger, input)).runs).toEqual([])
})

test('strangers see no analysis and start none', async () => {
  const input = await put(8, 5)
  const id = await answer(input, [8], [1])
  expect((await findAnalyses(lab, stranger, [id])).size).toBe(0)
  expect((await listAnalyses(lab, stranger)).nodes).toEqual([])
  expect(await openArray(lab, stranger, id, 'r2', 'npy')).toBeUndefined()
  const ask = { representationId: input.id, measure: 'groups' }
  await expect(startAnalysis(lab, stranger, ask)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const viewer: Actor = { ...stranger, projects: new Map([[input.projectId, 'viewer']]) }
  await expect(startAnalysis(lab, viewer, ask)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect((await findAnalyses(lab, viewer, [id])).size).toBe(1)
})

test('what a sweep asks for in vain is kept as a failed analysis, and the rest starts', async () => {
  const { projectId, runId } = await put(8, 6)
  const run = await lab.db
    .selectFrom('trainingRun')
    .selectAll()
    .where('id', '=', runId)
    .executeTakeFirstOrThrow()
  const analyses = [{ measure: 'chunk-error', options: {} }, { measure: 'gone', options: {} }, { measure: 'groups', options: {} }] // prettier-ignore
  const sweep = { id: randomUUID(), projectId, modelId: run.modelId, name: 's', config: toJson({}) }
  await lab.db
    .insertInto('sweep')
    .values({ ...sweep, analyses: toJson(analyses) })
    .execute()
  const input = await put(8, 7, { projectId, modelId: run.modelId, runId, tensors: ['features.test'] })
  await lab.db
    .transaction()
    .execute((db) => startRequestedAnalyses(db, lab, { ...run, sweepId: sweep.id }, input))
  const { nodes } = await listAnalyses(lab, localActor, { runIds: [runId], orderBy: [{ field: 'measure' }] })
  expect(nodes.map(({ measure, state, failure }) => [measure, state, failure?.message ?? ''])).toEqual([
    ['chunk-error', 'failed', expect.stringContaining('lacks')],
    ['gone', 'failed', expect.stringContaining('"gone"')],
    ['groups', 'queued', ''],
  ])
})

test('a run that diverged is shown, and left out of the mean of its width', async () => {
  const sound = await put(8, 0)
  const lost = await put(8, 1, { projectId: sound.projectId })
  await answer(sound, [2, 4], [0.2, 0.4])
  await answer(lost, [2, 4], [0, 0])
  const loss = { runId: lost.runId, name: 'trainLoss', points: 2, notFinite: 1, firstStep: 1, lastStep: 2 }
  await lab.db
    .insertInto('metricSeries')
    .values({ ...loss, lastFiniteStep: 1, last: 3 })
    .execute()
  const runIds = [sound.runId, lost.runId]
  const { runs, widths } = await compareAnalyses(lab, localActor, { measure: 'reconstruction', runIds })
  expect(runs.map(({ diverged }) => diverged)).toEqual([false, true])
  expect(widths).toMatchObject([{ runs: 1, diverged: 1, curves: [{ mean: [0.2, 0.4], n: [1, 1] }] }])
})
