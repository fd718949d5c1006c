import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { compareSeries } from './compare-series.ts'
import { decimateSeries } from './decimate-series.ts'
import { findSeries } from './find-series.ts'
import { logMetrics } from './log-metrics.ts'
import { listPoints } from './list-points.ts'
import { makeRun } from './testing/make-run.ts'
import { randomNumbers } from './testing/random-numbers.ts'
import { SeriesModel } from './testing/series-model.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

/** Logs a series with gaps, leaps and values that are not finite; returns it with its model. */
async function logSeries(count: number, seed: number) {
  const random = randomNumbers(seed)
  const run = await makeRun(lab)
  let step = Math.floor(random() * 1000)
  const points = Array.from({ length: count }, () => {
    step += random() < 0.001 ? Math.floor(random() * 10_000) : 1 + Math.floor(random() * 3)
    return { name: 'loss', step, value: random() < 0.02 ? Number.NaN : Math.round(random() * 1e6) / 1e3 }
  })
  const model = new SeriesModel()
  model.add(points)
  await logMetrics(lab, localActor, [{ runId: run.runId, points }])
  const [series] = (await findSeries(lab, [run.runId])).get(run.runId)!
  return { ...run, series, model, all: model.sorted('loss') }
}

test('a long series is cut down to buckets that say what they hold', async () => {
  const { series, all } = await logSeries(20_000, 3)
  for (const points of [4, 50, 1_000, 4_000, undefined]) {
    const [cut] = await decimateSeries(lab, [{ series, points }])
    expect(cut.decimated).toBe(true)
    expect(cut.steps.length).toBeLessThanOrEqual(points ?? 1_000)
    expect(cut.steps).toEqual(cut.steps.toSorted((a, b) => a - b))
    for (const bucket of cut.buckets) {
      const from = bucket.bucket * cut.bucketSteps
      const own = all.filter(([step]) => step >= from && step < from + cut.bucketSteps)
      const finite = own.filter((point): point is [number, number] => point[1] !== null)
      const values = finite.map(([, value]) => value)
      const min = values.length > 0 ? Math.min(...values) : null
      const max = values.length > 0 ? Math.max(...values) : null
      expect(bucket).toMatchObject({
        points: own.length,
        notFinite: own.length - finite.length,
        min,
        max,
        minStep: finite.find(([, value]) => value === min)?.[0] ?? null,
        maxStep: finite.find(([, value]) => value === max)?.[0] ?? null,
      })
    }
    expect(cut.buckets.reduce((sum, bucket) => sum + bucket.points, 0)).toBe(all.length)
  }
})

test('what fits is given as it is, of a part of a series too', async () => {
  const { series, all } = await logSeries(3_000, 5)
  const [whole, part, nothing, empty] = await decimateSeries(lab, [
    { series, points: 3_000 },
    { series, points: 500, fromStep: all[1_000][0], toStep: all[1_499][0] },
    { series, points: 500, fromStep: all.at(-1)![0] + 1 },
    { series, fromStep: 5, toStep: 4 },
  ])
  expect([whole.decimated, whole.steps, whole.values]).toEqual([
    false,
    all.map(([step]) => step),
    all.map(([, value]) => value),
  ])
  expect([part.decimated, part.bucketSteps]).toEqual([false, 1])
  expect(part.steps).toEqual(all.slice(1_000, 1_500).map(([step]) => step))
  expect([nothing.steps, empty.steps]).toEqual([[], []])
})

test('pages go through a series without a gap or a repeat', async () => {
  const { series, all } = await logSeries(2_500, 9)
  const read: [number, number | null][] = []
  let after: number | undefined
  for (let more = true; more;) {
    const [page] = await listPoints(lab, [{ series, first: 700, after }])
    for (const [i, step] of page.steps.entries()) read.push([step, page.values[i]])
    after = page.steps.at(-1)
    more = page.hasNextPage
  }
  expect(read).toEqual(all)
  const [none] = await listPoints(lab, [{ series, fromStep: 1e300, toStep: -5, after: 1e300, first: -1 }])
  expect(none).toEqual({ steps: [], values: [], hasNextPage: false })
})

test('runs are set side by side at the steps that there are', async () => {
  const runs = await Promise.all([makeRun(lab), makeRun(lab), makeRun(lab)])
  const batches = [
    { runId: runs[0].runId, series: [{ name: 'loss', steps: [0, 1, 2], values: [1, 2, 3] }] },
    { runId: runs[1].runId, series: [{ name: 'loss', steps: [0, 1, 2, 4], values: [3, null, 5, 7] }] },
    { runId: runs[2].runId, series: [{ name: 'error', steps: [0], values: [9] }] },
  ]
  await logMetrics(lab, localActor, batches)
  const runIds = [...runs.map(({ runId }) => runId), '00000000-0000-0000-0000-000000000000']
  const band = await compareSeries(lab, localActor, { runIds, name: 'loss' })
  expect(band).toMatchObject({
    steps: [0, 1, 2, 4],
    thinned: false,
    runs: [{ values: [1, 2, 3, null] }, { values: [3, null, 5, 7] }],
    mean: [2, 2, 4, 7],
    n: [2, 1, 2, 1],
  })
  expect(band.std[0]).toBeCloseTo(Math.SQRT2)
  expect(band.sem[0]).toBeCloseTo(1)
  expect(band.ci95[0]).toBeCloseTo(12.706, 2)
  expect(band.std[1]).toBeNull()
})

test('long runs are set side by side at steps of the shortest', async () => {
  const [one, other] = [await logSeries(3_000, 13), await logSeries(1_000, 17)]
  const band = await compareSeries(lab, localActor, {
    runIds: [one.runId, other.runId],
    name: 'loss',
    points: 100,
  })
  expect(band.thinned).toBe(true)
  expect(band.steps.length).toBeGreaterThan(20)
  expect(band.steps.length).toBeLessThanOrEqual(100)
  const points = other.model.points.get('loss')!
  expect(band.runs[1].values).toEqual(band.steps.map((step) => points.get(step)))
  expect(band.runs[0].values).toEqual(
    band.steps.map((step) => one.model.points.get('loss')!.get(step) ?? null),
  )
})
