import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor, type Actor } from '../access/actor.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { estimateAnalyses } from './estimate-analyses.ts'
import { estimateSeconds, speedOf, typicalSpeed } from './measure-speed.ts'
import { startAnalyses } from './start-analyses.ts'
import { putRepresentation } from './testing/put-representation.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

async function makeRun(width: number, testRows: number): Promise<string> {
  const file = { name: 'a.npz', bytes: new TextEncoder().encode(randomUUID()) }
  const { id, runId } = await putRepresentation(lab, file, { width })
  await lab.db.updateTable('representation').set({ testRows }).where('id', '=', id).execute()
  return runId
}

async function finish(runId: string, seconds: number) {
  const finishedAt = new Date()
  const startedAt = new Date(finishedAt.getTime() - seconds * 1000)
  await lab.db
    .updateTable('analysis')
    .set({ state: 'finished', startedAt, finishedAt, result: toJson({}) as never })
    .where('runId', '=', runId)
    .execute()
}

const ask = (runIds: string[], draws: number, more: object = {}) =>
  estimateAnalyses(lab, localActor, {
    runIds,
    analyses: [{ measure: 'reconstruction', options: { draws } }],
    ...more,
  })

test('with no analysis behind it an estimate supposes a usual processor', async () => {
  const runId = await makeRun(64, 1000)
  const seconds = estimateSeconds({ rows: 1000, width: 64, draws: 10 }, typicalSpeed)
  const own = { analyses: 1, answered: 0, underWay: 0, seconds, from: 0 }
  expect(await ask([runId], 10)).toEqual({
    ...own,
    measures: [{ measure: 'reconstruction', ...own }],
    problem: null,
  })
})

test('what is under way or answered takes no time, and what was answered tells how fast the lab is', async () => {
  const runId = await makeRun(1024, 10_000)
  const analyses = [{ measure: 'reconstruction', options: { draws: 10 } }]
  await startAnalyses(lab, localActor, { runIds: [runId], analyses })
  expect(await ask([runId], 10)).toMatchObject({ analyses: 1, underWay: 1, seconds: 0 })
  await finish(runId, 10.1)
  expect(await ask([runId], 10)).toMatchObject({ analyses: 1, answered: 1, underWay: 0, seconds: 0, from: 1 })
  const again = await ask([runId], 10, { recompute: true })
  expect(again.answered).toBe(0)
  expect(again.seconds).toBeCloseTo(10.1, 3)
  // Twice the width is 2,048 · 2,560 / (1,024 · 1,536) times the work, a fifth of the draws a fifth of it.
  const wider = await makeRun(2048, 10_000)
  expect((await ask([wider], 10)).seconds).toBeCloseTo(33.433, 2)
  expect((await ask([wider], 2)).seconds).toBeCloseTo(6.767, 2)
  expect(await ask([wider, runId], 10)).toMatchObject({ analyses: 2, answered: 1 })
})

test('it says why something would be refused', async () => {
  const runId = await makeRun(8, 10)
  const problem = async (input: object, actor: Actor = localActor) =>
    (await estimateAnalyses(lab, actor, { runIds: [runId], analyses: [{ measure: 'reconstruction' }], ...input }))
      .problem // prettier-ignore
  expect(await problem({})).toBeNull()
  expect(await problem({ analyses: [{ measure: 'none' }] })).toContain('There is no measure "none"')
  expect(await problem({ analyses: [{ measure: 'reconstruction', options: { draws: 0 } }] })).toContain('draws') // prettier-ignore
  expect(await problem({ runIds: [randomUUID()] })).toContain('representation of the run')
  const { projectId } = await lab.db.selectFrom('trainingRun').select('projectId').where('id', '=', runId).executeTakeFirstOrThrow() // prettier-ignore
  const viewer: Actor = { ...localActor, siteAdmin: false, projects: new Map([[projectId, 'viewer']]) }
  expect(await problem({}, viewer)).toContain('requires the role editor')
  expect(await problem({}, { ...viewer, projects: new Map() })).toBe(await problem({ runIds: [randomUUID()] }, viewer).then((said) => said!.replace(/[0-9a-f-]{36}/, runId))) // prettier-ignore
})

test('without runs there is nothing to do, whatever the measures are called', async () => {
  const estimate = await estimateAnalyses(lab, localActor, { runIds: [], analyses: [{ measure: 'no\0ne' }] })
  expect(estimate).toMatchObject({ analyses: 0, seconds: 0, measures: [] })
})

test('small analyses, whose time is overhead, do not make large ones look slow', () => {
  const small = { rows: 100, width: 16, draws: 40, seconds: 0.3 }
  const large = { rows: 1000, width: 1024, draws: 40, seconds: 20.3 }
  const speed = speedOf([small, small, small, large])
  expect(estimateSeconds(large, speed)).toBeCloseTo(20.3, 0)
  expect(estimateSeconds(small, speed)).toBeCloseTo(0.3, 1)
})

test('small analyses alone, on a busy machine, tell the overhead and no speed', () => {
  const tiny = [1, 3, 9].map((seconds) => ({ rows: 100, width: 12, draws: 2, seconds }))
  const speed = speedOf(tiny)
  expect(speed).toEqual({ overhead: 3, workPerSecond: typicalSpeed.workPerSecond, from: 3 })
  expect(estimateSeconds({ rows: 10_000, width: 256, draws: 40 }, speed)).toBeLessThan(5)
})
