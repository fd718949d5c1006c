import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Lab } from '../../../platform/lab/lab.ts'
import { openTestLab } from '../../../testing/open-test-lab.ts'
import { localActor } from '../../access/actor.ts'
import { resumeRun } from '../../runs/resume-run.ts'
import { compareSeries } from '../compare-series.ts'
import { findBranchSeries, findSeries } from '../find-series.ts'
import { listPoints } from '../list-points.ts'
import { logMetrics } from '../log-metrics.ts'
import { readOverAxis, type OverAxisRequest } from './read-over-axis.ts'
import { setStepMetrics } from '../set-step-metrics.ts'
import { makeRun } from '../testing/make-run.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

const begin = 1_764_000_000_123

/** Logs a loss, a point every 2 s from 10 s after the run's first point on, and tokens at every third step. */
async function logTimed(count: number, slope = 1) {
  const { runId } = await makeRun(lab)
  await lab.db.updateTable('trainingRun').set({ logged: true }).where('id', '=', runId).execute()
  const steps = Array.from({ length: count }, (_, i) => i)
  const every = steps.filter((step) => step % 3 === 0)
  const series = [
    { name: 'setup', steps: [0], values: [1], times: [begin] },
    {
      name: 'loss',
      steps,
      values: steps.map((step) => slope * step),
      times: steps.map((step) => begin + 10_000 + 2_000 * step),
      stepMetric: 'tokens',
    },
    { name: 'tokens', steps: every, values: every.map((step) => (step === 6 ? null : 512 * step)) },
  ]
  await logMetrics(lab, localActor, [{ runId, series }])
  const rows = (await findSeries(lab, [runId])).get(runId)!
  return { runId, loss: rows.find(({ name }) => name === 'loss')! }
}

const over = async (request: OverAxisRequest) => (await readOverAxis(lab, [request]))[0]

test('a point keeps its time to the millisecond, and the first one stays', async () => {
  const { runId, loss } = await logTimed(3)
  const again = { name: 'loss', steps: [2, 3], values: [2, 3], times: [begin + 1, null] }
  expect((await logMetrics(lab, localActor, [{ runId, series: [again] }]))[0]).toMatchObject({
    added: 1,
    equal: 1,
  })
  const [page] = await listPoints(lab, [{ series: { ...loss, points: 4 }, withTimes: true }])
  expect(page).toMatchObject({
    steps: [0, 1, 2, 3],
    times: [begin + 10_000, begin + 12_000, begin + 14_000, null],
  })
  expect(loss).toMatchObject({ firstTime: begin + 10_000, lastTime: begin + 14_000, stepMetric: 'tokens' })
})

test('a series is read over its step, over time and over another metric', async () => {
  const { loss } = await logTimed(8)
  expect(await over({ series: loss, axis: 'step' })).toMatchObject({
    axis: 'step',
    x: [0, 1, 2, 3, 4, 5, 6, 7],
  })
  const relative = await over({ series: loss, axis: 'relativeTime', fromStep: 6 })
  expect(relative).toMatchObject({ x: [22, 24], values: [6, 7], steps: [6, 7], decimated: false })
  expect((await over({ series: loss, axis: 'wallTime', toStep: 0 })).x).toEqual([begin + 10_000])
  // The step metric is the axis unless another one is asked for; where it has no finite value, a point has no place.
  expect(await over({ series: loss })).toMatchObject({
    axis: 'metric',
    axisMetric: 'tokens',
    x: [0, 1536],
    values: [0, 3],
  })
  expect(await over({ series: loss, axisMetric: 'nothing' })).toMatchObject({ x: [], values: [] })
})

test('a long series over a sparse metric keeps the points that have a place', async () => {
  const { loss } = await logTimed(9_000)
  const { x, values, decimated } = await over({ series: loss, points: 100 })
  expect(decimated).toBe(true)
  expect(x.length).toBeGreaterThan(90)
  expect(values).toEqual(x.map((tokens) => tokens / 512))
  const timed = await over({ series: loss, axis: 'relativeTime', points: 100 })
  expect(timed.bucketSteps).toBeGreaterThan(1)
  expect(timed.x).toEqual(timed.values.map((value) => 10 + 2 * value!))
})

test('runs are compared over an axis at common places, on the lines between their points', async () => {
  const [one, other] = [await logTimed(4), await logTimed(4, 3)]
  const runIds = [one.runId, other.runId]
  const ask = (more: object) => compareSeries(lab, localActor, { runIds, name: 'loss', ...more })
  expect(await ask({})).toMatchObject({
    axis: 'step',
    x: [0, 1, 2, 3],
    steps: [0, 1, 2, 3],
    mean: [0, 2, 4, 6],
  })
  const late = { name: 'loss', steps: [4], values: [8], times: [begin + 19_000] }
  await logMetrics(lab, localActor, [{ runId: one.runId, series: [late] }])
  expect(await ask({ axis: 'relativeTime' })).toMatchObject({
    steps: [],
    x: [10, 12, 14, 16, 19],
    runs: [{ values: [0, 1, 2, 3, 8] }, { values: [0, 3, 6, 9, null] }],
    mean: [0, 2, 4, 6, 8],
    n: [2, 2, 2, 2, 1],
    thinned: false,
  })
  const few = await ask({ axis: 'relativeTime', points: 2 })
  expect(few).toMatchObject({ x: [10, 19], thinned: true })
  expect(await ask({ axis: 'metric', axisMetric: 'tokens' })).toMatchObject({ x: [0, 1536], mean: [0, 6] })
})

test('a choice that names no axis is rejected with what to do', async () => {
  const { runId, loss } = await logTimed(1)
  const plain = { ...loss, stepMetric: null }
  await expect(over({ series: plain, axis: 'metric' })).rejects.toThrow('"loss" has no step metric')
  await expect(over({ series: plain, axis: 'step', axisMetric: 'a' })).rejects.toThrow('axis METRIC alone')
  await expect(
    compareSeries(lab, localActor, { runIds: [runId], name: 'loss', axis: 'metric' }),
  ).rejects.toThrow('axisMetric')
  const times = (given: (number | null)[]) =>
    logMetrics(lab, localActor, [
      { runId, series: [{ name: 'loss', steps: [9], values: [1], times: given }] },
    ])
  await expect(times([1, 2])).rejects.toThrow('1 steps came with 2 times')
  for (const wrong of [-1, 0.5, 9e15]) await expect(times([wrong])).rejects.toThrow(`time ${wrong} of "loss"`)
})

test('step metrics are set afterwards, audited with what was there, and stay with cut points', async () => {
  const { runId } = await logTimed(5)
  const set = (name: string, stepMetric: string | null) =>
    setStepMetrics(lab, localActor, { runId, stepMetrics: [{ name, stepMetric }] })
  await set('loss', 'epoch')
  await set('loss', 'epoch')
  await expect(set('none', 'epoch')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(set('loss', 'loss')).rejects.toThrow('it is the metric itself')
  const audit = await lab.db
    .selectFrom('auditEvent')
    .select('detail')
    .where('action', '=', 'setStepMetrics')
    .where('subject', '=', `run ${runId}`)
    .execute()
  expect(audit.map(({ detail }) => detail)).toEqual([
    { before: { loss: 'tokens' }, after: { loss: 'epoch' } },
  ])
  const { branch } = await resumeRun(lab, localActor, { id: runId, fromStep: 3 })
  const cut = (await findBranchSeries(lab, [branch!.id])).get(branch!.id)!
  const own = (await findSeries(lab, [runId])).get(runId)!
  for (const rows of [cut, own]) expect(rows.find(({ name }) => name === 'loss')?.stepMetric).toBe('epoch')
  expect(cut[0]).toMatchObject({ name: 'loss', firstTime: begin + 16_000, lastTime: begin + 18_000 })
  const [placed] = await readOverAxis(lab, [{ series: cut[0], axis: 'wallTime' }])
  expect(placed.x).toEqual([begin + 16_000, begin + 18_000])
})
