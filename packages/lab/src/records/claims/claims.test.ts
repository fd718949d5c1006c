import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { JudgedClaim } from '@mitoscope/analysis'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import { deleteAnalysis } from '../analyses/change-analysis.ts'
import { startAnalysis } from '../analyses/start-analyses.ts'
import { computeJobs } from '../analyses/testing/compute-jobs.ts'
import { putRepresentation } from '../analyses/testing/put-representation.ts'
import { listBin } from '../bin/list-bin.ts'
import { toJson } from '../../platform/database/json.ts'
import type { LabEvent } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { startReport } from '../reports/start-report.ts'
import { deleteRuns } from '../runs/delete-runs.ts'
import { deleteSweep, restoreSweep } from '../sweeps/delete-sweep.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { deleteClaim, restoreClaim, updateClaim } from './change-claim.ts'
import type { Claim } from './claim.ts'
import { createClaim, type CreateClaimInput } from './create-claim.ts'
import { findClaims, findJudgedNumbers, findJudgements, listClaims } from './find-claims.ts'
import { followClaims } from './follow-claims.ts'
import { judgeProject } from './judge-again.ts'

const archive = fileURLToPath(
  new URL('../../../../../tests/golden/reference/mnist-mlp-w64.npz', import.meta.url),
)

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

/** A model with finished analyses that have these numbers of groups, by width. */
async function makeModel(groups: Readonly<Record<number, readonly (number | null)[]>>) {
  let [projectId, modelId] = [undefined as string | undefined, undefined as string | undefined]
  const runIds: string[] = []
  for (const [width, values] of Object.entries(groups))
    for (const [seed, value] of values.entries()) {
      const file = { name: 'layer.npz', bytes: new Uint8Array([seed, ...Buffer.from(randomUUID())]) }
      const input = await putRepresentation(lab, file, { width: Number(width), seed, projectId, modelId })
      projectId = input.projectId
      runIds.push(input.runId)
      const run = await lab.db.selectFrom('trainingRun').select('modelId').where('id', '=', input.runId).executeTakeFirstOrThrow() // prettier-ignore
      modelId = run.modelId
      await putAnalysis(input.runId, value)
    }
  return { projectId: projectId!, modelId: modelId!, runIds }
}

/** Adds a finished analysis to the representation of a run. */
async function putAnalysis(runId: string, groups: number | null): Promise<string> {
  const { id: representationId, projectId } = await lab.db
    .selectFrom('representation')
    .selectAll()
    .where('runId', '=', runId)
    .executeTakeFirstOrThrow()
  const id = randomUUID()
  const request = { measure: 'critical-width', version: 3, options: toJson({ draws: 40, threshold: 0.99 }) }
  const row = { id, projectId, runId, representationId, seed: 0, question: id, ...request }
  await lab.db
    .insertInto('analysis')
    .values({ ...row, state: 'finished', scalars: toJson({ groups }) })
    .execute()
  return id
}

const rule = { measure: 'critical-width', scalar: 'groups', comparison: 'above', threshold: 1.5 } as const
const create = (modelId: string, change: Partial<CreateClaimInput> = {}) =>
  createClaim(lab, localActor, { modelId, statement: 'Wide layers split.', ...rule, ...change })
const read = async (id: string) => (await findClaims(lab, localActor, [id])).get(id)!
const historyOf = async ({ id }: Claim) =>
  (await findJudgements(lab, [id], 100)).get(id)!.map(({ verdict }) => verdict)
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code, message }) => `${code} ${message}`,
  )

test('a claim of the lab is judged by analyses, again when they change, with history and an event', async () => {
  const { projectId, modelId, runIds } = await makeModel({ 64: [2, 2.02, 2.01], 128: [4.1, 4, 4.05] })
  const events: LabEvent[] = []
  onTestFinished(lab.events.subscribe((event) => void (event.kind === 'claim' && events.push(event))))
  const claim = await create(modelId)
  expect(claim).toMatchObject({ verdict: 'agrees', turnedAt: null, previousVerdict: null, projectId })
  expect(claim.ours.map(({ id, value }) => [id, Number(value!.toFixed(3))])).toEqual([
    ['width-64-weight-decay-0', 2.01],
    ['width-128-weight-decay-0', 4.05],
  ])
  const changed = { kind: 'claim', id: claim.id, projectId }
  await expect.poll(() => events).toEqual([changed])
  // Nothing changed: nothing is written.
  await judgeProject(lab, projectId)
  expect(await historyOf(claim)).toEqual(['agrees'])
  // The latest analysis of a run counts.
  const later = await putAnalysis(runIds[0], 1.2)
  await judgeProject(lab, projectId)
  const turned = await read(claim.id)
  expect(turned).toMatchObject({
    verdict: 'cannot tell',
    previousVerdict: 'agrees',
    turnedAt: expect.any(Date),
  })
  expect(await historyOf(claim)).toEqual(['cannot tell', 'agrees'])
  await expect.poll(() => events).toEqual([changed, changed])
  await deleteAnalysis(lab, localActor, later)
  await judgeProject(lab, projectId)
  expect(await historyOf(claim)).toEqual(['agrees', 'cannot tell', 'agrees'])
  // One seed is left at the width 128.
  await deleteRuns(lab, localActor, [runIds[3], runIds[5]])
  await judgeProject(lab, projectId)
  expect((await read(claim.id)).reason).toMatch(/one seed at width 128/)
})

test('a rule is about widths, a weight decay, options and seeds', async () => {
  const { modelId } = await makeModel({ 64: [1.01, 1.02, 1.015], 128: [4.1, 4, 4.05], 256: [8, 8.1, 8.05] })
  expect(await create(modelId)).toMatchObject({ verdict: 'does not agree', reason: expect.stringMatching(/^At width 64/) }) // prettier-ignore
  expect(await create(modelId, { minWidth: 128 })).toMatchObject({ verdict: 'agrees' })
  expect(await create(modelId, { minWidth: 128, comparison: 'below', threshold: 9 })).toMatchObject({ verdict: 'agrees' }) // prettier-ignore
  const none = { verdict: 'cannot tell', ours: [], reason: expect.stringMatching(/^No finished analysis/) }
  expect(await create(modelId, { weightDecay: 0.001 })).toMatchObject(none)
  expect(await create(modelId, { options: { threshold: 0.95 } })).toMatchObject(none)
  for (const [change, wrong] of [
    [
      { scalar: 'gruops' },
      /BAD_USER_INPUT scalar: analyses by critical-width have no number "gruops". Choose one of groups/,
    ],
    [{ measure: 'no-such' }, /BAD_USER_INPUT There is no measure "no-such"/],
    [{ options: { threshold: 2 } }, /BAD_USER_INPUT .*threshold/],
    [{ statement: ' ' }, /BAD_USER_INPUT statement: it is empty/],
    [{ threshold: Number.NaN }, /BAD_USER_INPUT threshold: NaN/],
    [{ minWidth: 128, maxWidth: 64 }, /BAD_USER_INPUT minWidth: 128 is above maxWidth 64/],
    [{ weightDecay: -1 }, /BAD_USER_INPUT weightDecay: -1/],
    [{ modelId: randomUUID() }, /NOT_FOUND/],
  ] as const)
    expect(await refusal(create(modelId, change as Partial<CreateClaimInput>))).toMatch(wrong)
})

test('diverged runs are left out and named, and seeds without the number leave the claim open', async () => {
  const { projectId, modelId, runIds } = await makeModel({ 64: [2, 2.02, 9] })
  const loss = { runId: runIds[2], name: 'testLoss', points: 2, notFinite: 1, firstStep: 1, lastStep: 2 }
  await lab.db
    .insertInto('metricSeries')
    .values({ ...loss, lastFiniteStep: 1, last: 3 })
    .execute()
  const claim = await create(modelId)
  expect(claim).toMatchObject({ verdict: 'agrees', reason: expect.stringMatching(/1 diverged run is left out\.$/) }) // prettier-ignore
  await putAnalysis(runIds[0], null)
  await judgeProject(lab, projectId)
  expect((await read(claim.id)).reason).toMatch(/not defined for 1 seed at width 64/)
})

test('runs that train, crashed, failed or were cancelled judge no claim, as they are part of no mean', async () => {
  const { projectId, modelId, runIds } = await makeModel({ 64: [2, 2.02, 0.01] })
  const claim = await create(modelId)
  expect(claim.verdict).toBe('cannot tell')
  for (const state of ['queued', 'running', 'crashed', 'failed', 'cancelled'] as const) {
    await lab.db.updateTable('trainingRun').set({ state }).where('id', '=', runIds[2]).execute()
    await judgeProject(lab, projectId)
    expect([state, (await read(claim.id)).verdict]).toEqual([state, 'agrees'])
  }
})

test('an interval without a finite end is no news each time', async () => {
  const { projectId, modelId } = await makeModel({ 64: [1e-100, 1e100] })
  const claim = await create(modelId)
  expect(claim.ours).toMatchObject([{ low: 0, high: null }])
  await judgeProject(lab, projectId)
  expect(await historyOf(claim)).toEqual(['cannot tell'])
})

test('controls of a model are no seeds of it, unless there is nothing else', async () => {
  const { projectId, modelId, runIds } = await makeModel({ 64: [2, 2.02, 1.01, 1.02] })
  const claim = await create(modelId)
  expect(claim.verdict).toBe('cannot tell')
  // Seeds that the ordinary networks have too: their mean would be of neither.
  const untrained = { config: toJson({ epochs: 0 }) }
  await lab.db.updateTable('trainingRun').set({ ...untrained, seed: 0 }).where('id', '=', runIds[2]).execute() // prettier-ignore
  const noisy = { config: toJson({ epochs: 40, control: 'none', labelNoise: 0.2 }), seed: 1 }
  await lab.db.updateTable('trainingRun').set(noisy).where('id', '=', runIds[3]).execute()
  await judgeProject(lab, projectId)
  const { ours, verdict, reason } = await read(claim.id)
  expect([verdict, ours[0].value!.toFixed(3)]).toEqual(['agrees', '2.010'])
  expect(reason).toMatch(/2 control runs are left out\.$/)
  await deleteRuns(lab, localActor, runIds.slice(0, 2))
  await judgeProject(lab, projectId)
  expect((await read(claim.id)).ours[0].value!.toFixed(3)).toBe('1.015')
})

test('claims of the paper are those of the latest report of each sweep', async () => {
  const { projectId, modelId } = await makeModel({ 64: [2] })
  const sweepId = randomUUID()
  const claims = (verdict: JudgedClaim['verdict']): JudgedClaim[] => [
    { id: 'linear-growth', statement: 'Groups grow.', paper: 'slope 1', ours: [], verdict, reason: 'So.' },
  ]
  const report = (madeAt: string, verdict: JudgedClaim['verdict']) =>
    toJson({ madeAt, claims: claims(verdict) })
  const sweep = { id: sweepId, projectId, modelId, name: 'sweep', config: toJson({}) }
  await lab.db
    .insertInto('sweep')
    .values({ ...sweep, report: report('2026-01-01', 'cannot tell') })
    .execute()
  await judgeProject(lab, projectId)
  const list = async (deleted?: 'include') =>
    (await listClaims(lab, localActor, { projectId, filter: { ofPaper: true }, deleted })).nodes
  const [claim] = await list()
  expect(claim).toMatchObject({ sweepId, name: 'linear-growth', verdict: 'cannot tell', turnedAt: null })
  expect(await refusal(updateClaim(lab, localActor, { id: claim.id, statement: 'Mine' }))).toMatch(
    /^CONFLICT/,
  )
  // Deleted, it stays so when it is judged again.
  await deleteClaim(lab, localActor, claim.id)
  await lab.db
    .updateTable('sweep')
    .set({ report: report('2026-01-02', 'agrees') })
    .execute()
  await judgeProject(lab, projectId, [sweepId])
  expect(await list()).toEqual([])
  const { nodes } = await listBin(lab, localActor, { projectId })
  expect(nodes).toMatchObject([{ kind: 'claim', name: 'Groups grow.' }])
  await restoreClaim(lab, localActor, claim.id)
  expect(await list()).toMatchObject([{ id: claim.id, verdict: 'agrees', previousVerdict: 'cannot tell' }])
  // The claims of a deleted sweep are out of sight.
  await deleteSweep(lab, localActor, sweepId)
  expect(await list()).toEqual([])
  await restoreSweep(lab, localActor, sweepId)
  expect(await list()).toHaveLength(1)
})

test('claims are listed by verdict, model and sweep, in any order, and reworded', async () => {
  const { projectId, modelId } = await makeModel({ 64: [2, 2.02] })
  const [first, second] = [await create(modelId), await create(modelId, { statement: 'A', threshold: 9 })]
  const idsOf = async (filter: object, orderBy?: object[]) =>
    (await listClaims(lab, localActor, { projectId, filter, orderBy } as never)).nodes.map(({ id }) => id)
  expect(await idsOf({ verdict: { eq: 'agrees' } })).toEqual([first.id])
  expect(await idsOf({ model: { eq: modelId } })).toEqual([second.id, first.id])
  expect(await idsOf({ model: { eq: randomUUID() } })).toEqual([])
  expect(await idsOf({ ofPaper: true })).toEqual([])
  expect(await idsOf({}, [{ field: 'statement' }])).toEqual([second.id, first.id])
  expect(await idsOf({ NOT: [{ statement: { startsWith: 'wide' } }] })).toEqual([second.id])
  const worded = await updateClaim(lab, localActor, { id: first.id, statement: ' Groups are many. ' })
  expect(worded).toMatchObject({ statement: 'Groups are many.', verdict: 'agrees' })
})

test('the numbers of past judgements are read apart from them, as they can be many', async () => {
  const { projectId, modelId, runIds } = await makeModel({ 64: [2, 2.02], 128: [4.1, 4] })
  const { id, ours } = await create(modelId)
  await putAnalysis(runIds[0], 1.2)
  await judgeProject(lab, projectId)
  const [latest, first] = (await findJudgements(lab, [id], 100)).get(id)!
  expect(Object.keys(first).toSorted()).toEqual(['at', 'claimId', 'id', 'reason', 'verdict'])
  const numbers = await findJudgedNumbers(lab, [first.id, latest.id])
  expect(numbers.get(String(first.id))).toEqual(ours)
  expect(numbers.get(String(latest.id))).toEqual((await read(id)).ours)
})

test('a claim about more settings than can be shown lists the first of them, and is judged by all', async () => {
  const { modelId } = await makeModel(Object.fromEntries(Array.from({ length: 103 }, (_, i) => [i + 1, [2, 2.05, i === 102 ? 3.5 : 2.1]]))) // prettier-ignore
  const { ours, reason } = await create(modelId, { threshold: 2.03 })
  expect(ours).toHaveLength(100)
  expect(reason).toMatch(/103 intervals .* The first 100 of 103 settings are listed\.$/)
})

test('an analysis of an early epoch is no value of a run that has ended', async () => {
  const { projectId, modelId, runIds } = await makeModel({ 64: [2, 2.02, 2.05] })
  const early = { epoch: 1 }
  await lab.db.updateTable('representation').set(early).where('runId', '=', runIds[0]).execute()
  const claim = await create(modelId)
  expect(claim.reason).toMatch(/over 3 seeds/)
  const file = { name: 'layer.npz', bytes: new Uint8Array(Buffer.from(randomUUID())) }
  await putRepresentation(lab, file, { width: 64, runId: runIds[0], projectId, modelId })
  await judgeProject(lab, projectId)
  expect((await read(claim.id)).reason).toMatch(/over 2 seeds/)
  // A script that sends an epoch after the other has that one of which the analysis is there.
  await lab.db.updateTable('trainingRun').set({ state: 'logged' }).where('id', '=', runIds[0]).execute()
  await judgeProject(lab, projectId)
  expect((await read(claim.id)).reason).toMatch(/over 3 seeds/)
})

test('a restored claim has the verdict of now', async () => {
  const { projectId, modelId, runIds } = await makeModel({ 64: [2, 2.02] })
  const claim = await create(modelId)
  await deleteClaim(lab, localActor, claim.id)
  await putAnalysis(runIds[0], 1.2)
  await judgeProject(lab, projectId)
  expect(await restoreClaim(lab, localActor, claim.id)).toMatchObject({
    verdict: 'cannot tell',
    deletedAt: null,
  })
})

test('many claims about one number are judged again, and those that cannot be hold up no others', async () => {
  const [model, broken] = [await makeModel({ 64: [2, 2.02] }), await makeModel({ 64: [2, 2.02] })]
  const claims: Claim[] = []
  for (let i = 0; i < 60; i++) claims.push(await create(model.modelId, { threshold: 1.5 + i / 1000 }))
  await create(broken.modelId)
  await putAnalysis(broken.runIds[0], 'many' as never)
  await lab.db.updateTable('trainingRun').set({ projectId: model.projectId }).where('modelId', '=', broken.modelId).execute() // prettier-ignore
  await lab.db.updateTable('claim').set({ projectId: model.projectId }).where('modelId', '=', broken.modelId).execute() // prettier-ignore
  const other = await makeModel({ 64: [2, 2.02] })
  const last = await create(other.modelId)
  for (const { runIds } of [model, other]) await putAnalysis(runIds[0], 1.2)
  await expect(judgeProject(lab, model.projectId)).rejects.toThrow(/double precision/)
  for (const { id } of claims) expect(await read(id)).toMatchObject({ verdict: 'cannot tell' })
  onTestFinished(followClaims(lab, { patience: 50, retryAfter: 100 }))
  await expect.poll(async () => (await read(last.id)).verdict).toBe('cannot tell')
  await lab.db.deleteFrom('analysis').where('runId', '=', broken.runIds[0]).execute()
  const [left] = (await listClaims(lab, localActor, { filter: { model: { eq: broken.modelId } } })).nodes
  await expect.poll(async () => (await read(left.id)).reason).toMatch(/one seed at width 64/)
})

test('a server follows reports and analyses that are computed, and what happened before', async () => {
  const file = { name: 'layer.npz', bytes: await readFile(archive) }
  const [sweepId, projectId, modelId] = [randomUUID(), randomUUID(), randomUUID()]
  await lab.db.insertInto('project').values({ id: projectId, name: projectId }).execute()
  const model = { id: modelId, projectId, name: modelId, architecture: 'mlp', dataset: 'mnist' }
  await lab.db.insertInto('model').values(model).execute()
  const sweep = { id: sweepId, projectId, modelId, name: 'sweep', config: toJson({}) }
  await lab.db.insertInto('sweep').values(sweep).execute()
  const put = (seed: number) => putRepresentation(lab, file, { projectId, modelId, sweepId, width: 64, seed })
  const own = await create(modelId)
  await startAnalysis(lab, localActor, { representationId: (await put(0)).id, measure: 'critical-width' })
  await computeJobs(lab)
  onTestFinished(followClaims(lab, { patience: 50 }))
  await expect
    .poll(async () => (await read(own.id)).reason, { timeout: 60_000 })
    .toMatch(/one seed at width 64/)
  await startAnalysis(lab, localActor, { representationId: (await put(1)).id, measure: 'critical-width' })
  await expect
    .poll(async () => (await read(own.id)).reason, { timeout: 60_000 })
    .toMatch(/exactly the same value/)
  await startReport(lab, localActor, { sweepId, draws: 6 })
  await computeJobs(lab)
  const ofPaper = () => listClaims(lab, localActor, { projectId, filter: { sweep: { eq: sweepId } } })
  await expect.poll(async () => (await ofPaper()).nodes.length, { timeout: 60_000 }).toBeGreaterThan(5)
})
