import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor, type Actor } from '../access/actor.ts'
import { computeJobs } from '../analyses/testing/compute-jobs.ts'
import { putRepresentation } from '../analyses/testing/put-representation.ts'
import { listJobs } from '../jobs/list-jobs.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { purge } from '../purge/purge.ts'
import type { RepresentationRecord } from '../representations/representation-record.ts'
import { deleteRuns } from '../runs/delete-runs.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { deletePairComparison, restorePairComparison } from './change-pair-comparison.ts'
import { comparisonMeasures } from './plan-comparison.ts'
import { findPairComparisons, listPairComparisons } from './find-pair-comparisons.ts'
import type { PairComparison } from './pair-comparison.ts'
import { startPairComparisons } from './start-pair-comparisons.ts'

const golden = new URL('../../../../../tests/golden/', import.meta.url)
const [narrow, wide] = ['narrow.npz', 'wide.npz'].map((name) =>
  fileURLToPath(new URL(`comparisons/${name}`, golden)),
)
const [truth] = JSON.parse(readFileSync(new URL('comparisons.json', golden), 'utf8')).pairs
const all = comparisonMeasures.map(({ id }) => ({ measure: id }))
const cka = [{ measure: 'cka' }]
const nobody = '00000000-0000-0000-0000-000000000000'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

const put = (file: string, projectId?: string, testRows = 400) =>
  putRepresentation(lab, file, { projectId, width: 64, testRows })
const ids = (...all: RepresentationRecord[]) => all.map(({ id }) => id)
const start = (representationIds: string[], measures: { measure: string; options?: object }[] = cka) =>
  startPairComparisons(lab, localActor, { representationIds, measures } as never)
const countJobs = async () =>
  (await listJobs(lab, localActor, { filter: { kind: { eq: 'compare' } } })).nodes.length
const read = async ({ id }: PairComparison) => (await findPairComparisons(lab, localActor, [id])).get(id)!
const valueOf = ({ scalars }: PairComparison, id: string) => scalars.find((scalar) => scalar.id === id)!.value
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code, message }) => `${code} ${message}`,
  )

test('two layers are compared by every measure to what public implementations say, once, in whichever order', async () => {
  const first = await put(narrow)
  const second = await put(wide, first.projectId)
  const asked = await start(ids(first, second), all)
  expect(asked.map(({ measure, state }) => [measure, state])).toEqual(
    all.map(({ measure }) => [measure, 'queued']),
  )
  // Who asks the same meanwhile is given the same.
  expect((await start(ids(second, first), all)).map(({ id }) => id)).toEqual(asked.map(({ id }) => id))
  expect(await countJobs()).toBe(all.length)
  await computeJobs(lab)
  for (const comparison of asked) {
    const done = await read(comparison)
    expect(done).toMatchObject({ state: 'finished', failure: null, createdBy: localActor.userId })
    expect(done.provenance).toMatchObject({ inputHash: `${first.inputHash} ${second.inputHash}` })
    expect(done.finishedAt).toBeInstanceOf(Date)
    const known = Object.entries(truth.values[done.measure] as Record<string, number>)
    for (const [id, value] of known) expect(valueOf(done, id), id).toBeCloseTo(value, 4)
  }
  const again = await start(ids(second, first), all)
  expect(again.map(({ id, state }) => [id, state])).toEqual(asked.map(({ id }) => [id, 'finished']))

  // The same bytes kept twice: what was found stands for both, and says which of them was the first.
  const twin = await put(narrow, first.projectId)
  const [same, unlike] = await start(ids(second, twin), [{ measure: 'pwcca' }, { measure: 'cka' }])
  expect(same).toMatchObject({ state: 'finished', firstId: twin.id, secondId: second.id })
  expect(valueOf(same, 'pwccaFirst')).toBe(valueOf(await read(asked[2]), 'pwccaFirst'))
  expect(unlike.state).toBe('finished')
  expect(await countJobs()).toBe(all.length)

  // Another option is another question; one that is spelled out is not.
  const overlap = (options?: object) => start(ids(first, second), [{ measure: 'neighbour-overlap', options }])
  expect((await overlap({ neighbours: '30' }))[0].state).toBe('finished')
  expect((await overlap({ neighbours: 10 }))[0]).toMatchObject({
    state: 'queued',
    options: { neighbours: 10 },
  })
})

test('all pairs of several are asked for, and found by run, representation, measure and state', async () => {
  const first = await put(narrow)
  const others = [await put(wide, first.projectId), await put(narrow, first.projectId)]
  // Not asked before of the same bytes.
  const overlap = [{ measure: 'neighbour-overlap', options: { neighbours: 7 } }]
  const asking = [...overlap, { measure: 'svcca', options: { variance: 0.9 } }]
  const asked = await start(ids(first, ...others, first), asking)
  expect(asked).toHaveLength(6)
  const count = async (filter: object) => {
    const page = await listPairComparisons(lab, localActor, { projectId: first.projectId, filter })
    return page.nodes.length
  }
  expect(await count({})).toBe(6)
  expect(await count({ measure: { eq: 'svcca' } })).toBe(3)
  expect(await count({ run: { eq: first.runId } })).toBe(4)
  expect(await count({ representation: { in: [others[0].id] }, measure: { in: ['svcca'] } })).toBe(2)
  expect(await count({ runIds: [first.runId, others[0].runId] })).toBe(2)
  expect(await count({ representationIds: ids(first, others[1]), state: { eq: 'queued' } })).toBe(2)
  expect(await count({ state: { in: ['finished'] } })).toBe(0)
  const twice = await Promise.all([
    start(ids(first, ...others), overlap),
    start(ids(...others, first), overlap),
  ])
  expect(new Set(twice.flat().map(({ id }) => id)).size).toBe(3)
  // Jobs end with the runs that they compare.
  await deleteRuns(lab, localActor, [others[0].runId])
  const states = await Promise.all(asked.map(async (each) => (await read(each)).state))
  expect(states.filter((state) => state === 'cancelled')).toHaveLength(4)
  expect((await start(ids(first, ...others), overlap)).map(({ state }) => state)).toEqual([
    'queued',
    'queued',
    'queued',
  ])
})

test('what cannot be compared is refused before there is a job', async () => {
  const first = await put(narrow)
  const shorter = await put(wide, first.projectId, 300)
  const before = await countJobs()
  expect(await refusal(start(ids(first, shorter)))).toMatch(
    /^BAD_USER_INPUT .*wide.npz.* has 300 test rows where .*narrow.npz.* has 400\. /,
  )
  expect(await refusal(start(ids(first)))).toMatch(/^BAD_USER_INPUT .*1 different.*2 to 30/)
  expect(await refusal(start(ids(first, first)))).toMatch(/^BAD_USER_INPUT .*1 different/)
  expect(await refusal(start(ids(first, await put(wide))))).toMatch(/^BAD_USER_INPUT .*different projects/)
  expect(await refusal(start([first.id, nobody]))).toMatch(/^NOT_FOUND/)
  const second = await put(wide, first.projectId)
  expect(await refusal(start(ids(first, second), [{ measure: 'groups' }]))).toMatch(
    /^BAD_USER_INPUT .*"groups".*cka/,
  )
  expect(await refusal(start(ids(first, second), []))).toMatch(/^BAD_USER_INPUT .*0 are given/)
  expect(await refusal(start(ids(first, second), [{ measure: 'svcca', options: { variance: 2 } }]))).toMatch(
    /^BAD_USER_INPUT variance 2/,
  )
  const actor = (role?: 'viewer' | 'editor'): Actor => ({
    ...localActor,
    siteAdmin: false,
    projects: new Map(role ? [[first.projectId, role]] : []),
  })
  const by = (role?: 'viewer' | 'editor') =>
    startPairComparisons(lab, actor(role), { representationIds: ids(first, second), measures: cka })
  expect(await refusal(by())).toMatch(/^NOT_FOUND/)
  expect(await refusal(by('viewer'))).toMatch(/^FORBIDDEN/)
  expect(await countJobs()).toBe(before)
  const [made] = await by('editor')
  expect((await listPairComparisons(lab, actor('viewer'))).nodes.map(({ id }) => id)).toEqual([made.id])
  expect((await listPairComparisons(lab, actor())).nodes).toEqual([])
  expect((await findPairComparisons(lab, actor(), [made.id])).size).toBe(0)
  expect(await refusal(deletePairComparison(lab, actor('viewer'), made.id))).toMatch(/^FORBIDDEN/)
  expect(await refusal(deletePairComparison(lab, actor(), made.id))).toMatch(/^NOT_FOUND/)
})

test('one is deleted with its job, restored, purged, and what failed is tried again', async () => {
  const first = await put(narrow)
  const broken = await putRepresentation(
    lab,
    { name: 'broken.npz', bytes: new TextEncoder().encode('no archive') },
    { projectId: first.projectId, width: 64, testRows: 400 },
  )
  const [asked] = await start(ids(first, broken))
  await computeJobs(lab)
  const failed = await read(asked)
  expect(failed).toMatchObject({ state: 'failed', failure: { code: 'BAD_INPUT' } })
  expect(failed.failure!.message).toContain('broken.npz')
  expect((await start(ids(broken, first)))[0]).toMatchObject({ id: asked.id, state: 'queued', failure: null })
  expect(await deletePairComparison(lab, localActor, asked.id)).toMatchObject({
    id: asked.id,
    state: 'cancelled',
  })
  const shown = (deleted?: 'only') =>
    listPairComparisons(lab, localActor, { projectId: first.projectId, deleted })
  expect((await shown()).nodes).toEqual([])
  expect((await shown('only')).nodes).toHaveLength(1)
  expect(await restorePairComparison(lab, localActor, asked.id)).toMatchObject({ deletedAt: null })
  await deletePairComparison(lab, localActor, asked.id)
  const { records } = await purge(lab, localActor, { olderThanDays: 0 })
  expect(records).toContainEqual({ kind: 'pairComparison', count: 1 })
  expect((await findPairComparisons(lab, localActor, [asked.id])).size).toBe(0)
  const left = await lab.db.selectFrom('job').select('id').where('subjectId', '=', asked.id).execute()
  expect(left).toEqual([])
})
