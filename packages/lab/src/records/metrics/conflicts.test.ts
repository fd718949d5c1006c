import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import { sql } from 'kysely'
import type { LabEvent } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { findBranchesOfRuns } from '../runs/find-branches.ts'
import { resumeRun } from '../runs/resume-run.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { findSeries } from './find-series.ts'
import { logMetrics } from './log-metrics.ts'
import type { MetricPoint, OnConflict } from './metric-points.ts'
import { expectModel } from './testing/expect-model.ts'
import { makeBatch } from './testing/make-batch.ts'
import { makeRun } from './testing/make-run.ts'
import { randomNumbers } from './testing/random-numbers.ts'
import { SeriesModel } from './testing/series-model.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

async function makeLogged() {
  const run = await makeRun(lab)
  await sql`update training_run set logged = true where id = ${run.runId}`.execute(lab.db)
  return run
}

const log = async (runId: string, points: MetricPoint[], onConflict?: OnConflict, key?: string) => {
  const [{ added, known, equal, differing }] = await logMetrics(
    lab,
    localActor,
    [{ runId, key, points }],
    onConflict,
  )
  return [added, known, equal, differing]
}
const loss = (step: number, value: number | null) => ({ name: 'loss', step, value })

test('points that were there are told apart into equal and differing, and kept', async () => {
  const { runId } = await makeLogged()
  await log(runId, [loss(1, 1), loss(2, null), loss(3, 3)])
  expect(await log(runId, [loss(1, 1), loss(2, null), loss(3, 4), loss(4, 4), loss(4, 4), loss(4, 5)])).toEqual([1, 5, 3, 2]) // prettier-ignore
  // A replay is compared with what is there, too.
  expect(await log(runId, [loss(1, 1), loss(2, null), loss(3, 4), loss(4, 4), loss(4, 4), loss(4, 5)])).toEqual([0, 6, 4, 2]) // prettier-ignore
  expect((await findSeries(lab, [runId])).get(runId)).toMatchObject([{ points: 4, last: 4, max: 4 }])
})

test('to refuse, one differing point is named and nothing of the call is written', async () => {
  const [one, other] = [await makeLogged(), await makeLogged()]
  await log(one.runId, [loss(1, 1), loss(2, 2), loss(3, 3)])
  const batches = [
    { runId: other.runId, points: [loss(1, 1)] },
    { runId: one.runId, points: [loss(1, 1), loss(2, 5), loss(3, null), loss(4, 4)] },
  ]
  await expect(logMetrics(lab, localActor, batches, 'refuse')).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(
      /^"loss" has another value at step 2: 2 is there, 5 was sent.*\(2 in all\). Nothing/,
    ),
  })
  expect((await findSeries(lab, [other.runId])).get(other.runId)).toEqual([])
  expect((await findSeries(lab, [one.runId])).get(one.runId)).toMatchObject([{ points: 3 }])
  expect(await log(one.runId, [loss(3, 3), loss(4, 4)], 'refuse')).toEqual([1, 1, 1, 0])
})

test('to replace, values, summaries and buckets become those of a plain model', async () => {
  const random = randomNumbers(5)
  const { runId } = await makeLogged()
  const model = new SeriesModel()
  for (let i = 0; i < 12; i++) {
    const batch = makeBatch(random, 20 * i)
    if (i % 2 === 0) {
      model.add(batch)
      await log(runId, batch)
    } else {
      model.replace(batch)
      const [added, known, equal, differing] = await log(runId, batch, 'replace', `key ${i}`)
      expect([added + known, equal + differing]).toEqual([batch.length, known])
      // A replay replaces nothing: what came in between stays.
      const between = [{ ...batch[0], value: 123_456 + i }]
      model.replace(between)
      await log(runId, between, 'replace')
      expect((await log(runId, batch, 'replace', `key ${i}`))[0]).toBe(0)
    }
  }
  await expectModel(lab, runId, model)
})

test('the same points are kept at first, and refused or replaced when that is asked for', async () => {
  const { runId } = await makeLogged()
  await log(runId, [loss(1, 1)])
  expect(await log(runId, [loss(1, 2)])).toEqual([0, 1, 0, 1])
  await expect(log(runId, [loss(1, 2)], 'refuse')).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await log(runId, [loss(1, 2)], 'replace')).toEqual([0, 1, 0, 1])
  expect((await findSeries(lab, [runId])).get(runId)).toMatchObject([{ last: 2, min: 2, max: 2 }])
  expect(await log(runId, [loss(1, 2)], 'refuse')).toEqual([0, 1, 1, 0])
})

test('who resumes cuts off what follows, and reads it on the branch', async () => {
  const random = randomNumbers(9)
  const { runId } = await makeLogged()
  const model = new SeriesModel()
  const seen: LabEvent[] = []
  for (let i = 0; i < 4; i++) {
    const batch = makeBatch(random, 100 * i)
    model.add(batch)
    await log(runId, batch)
  }
  const late = [{ name: 'late', step: 5_000, value: 1 }]
  model.add(late)
  await log(runId, late)
  const stop = lab.events.subscribe((event) => void (event.id === runId && seen.push(event)))
  const first = model.cut(207)
  const { cutPoints, branch, run } = await resumeRun(lab, localActor, { id: runId, fromStep: 207 })
  expect(cutPoints).toBe([...first.points.values()].reduce((sum, { size }) => sum + size, 0))
  expect(run).toMatchObject({ state: 'logged', failure: null })
  expect(branch).toMatchObject({ runId, fromStep: 207, points: cutPoints })
  await expectModel(lab, runId, model)
  await expectModel(lab, branch!.id, first)
  // The same points again are new ones: a script that computes them anew sends them under the same keys.
  model.add(late)
  expect(await log(runId, late)).toEqual([1, 0, 0, 0])
  await expectModel(lab, runId, model)
  const second = model.cut(0)
  const again = await resumeRun(lab, localActor, { id: runId, fromStep: 0 })
  await expectModel(lab, again.branch!.id, second)
  expect((await findSeries(lab, [runId])).get(runId)).toEqual([])
  expect(await resumeRun(lab, localActor, { id: runId, fromStep: 0 })).toMatchObject({
    cutPoints: 0,
    branch: undefined,
  })
  const branches = (await findBranchesOfRuns(lab, [runId])).get(runId)!
  expect(branches.map(({ id }) => id)).toEqual([again.branch!.id, branch!.id])
  // Who follows the metrics is told to read them again.
  const told = () => seen.filter(({ kind, batch }) => kind === 'metrics' && batch === undefined).length
  await expect.poll(told).toBe(2)
  stop()
  for (const fromStep of [-1, 0.5, 2 ** 53])
    await expect(resumeRun(lab, localActor, { id: runId, fromStep })).rejects.toThrow(`got ${fromStep}`)
})

test('a purged run takes its branches with it', async () => {
  const { runId } = await makeLogged()
  await log(runId, [loss(1, 1)])
  await resumeRun(lab, localActor, { id: runId, fromStep: 0 })
  const [{ id }] = await lab.db
    .selectFrom('branchSeries')
    .innerJoin('runBranch', 'runBranch.id', 'branchId')
    .select('branchSeries.id')
    .where('runId', '=', runId)
    .execute()
  await lab.db.deleteFrom('trainingRun').where('id', '=', runId).execute()
  expect(await lab.db.selectFrom('metricPoint').selectAll().where('seriesId', '=', id).execute()).toEqual([])
})
