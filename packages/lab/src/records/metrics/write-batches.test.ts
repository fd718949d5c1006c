import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LabEvent } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { appendMetrics } from './write-batches.ts'
import type { MetricPoint } from './metric-points.ts'
import { makeBatch } from './testing/make-batch.ts'
import { makeRun } from './testing/make-run.ts'
import { randomNumbers } from './testing/random-numbers.ts'
import { expectModel } from './testing/expect-model.ts'
import { SeriesModel } from './testing/series-model.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

async function write(ids: { runId: string; projectId: string }, key: string, points: MetricPoint[]) {
  return lab.db.transaction().execute((db) => appendMetrics(db, { ...ids, key, points }))
}

test('random batches with repeats, replays and what is not finite leave what a plain model holds', async () => {
  const random = randomNumbers(7)
  const run = await makeRun(lab)
  const model = new SeriesModel()
  const sent: MetricPoint[][] = []
  for (let i = 0; i < 40; i++) {
    const replay = sent.length > 0 && random() < 0.2
    const place = replay ? Math.floor(random() * sent.length) : sent.length
    if (!replay) sent.push(makeBatch(random, 40 * i))
    const batch = sent[place]
    const { added, known } = await write(run, `batch ${place}`, batch)
    expect([added, known]).toEqual([model.add(batch), batch.length - added])
  }
  await expectModel(lab, run.runId, model)
})

test('writers beside each other leave every point once, and the first value stays', async () => {
  const random = randomNumbers(11)
  const run = await makeRun(lab)
  const model = new SeriesModel()
  // Every writer has the same value and time for a step, so the order does not matter.
  const batches = Array.from({ length: 24 }, () =>
    makeBatch(random, 0).map((point) => ({
      ...point,
      value: Math.sin(point.step),
      time: 1_700_000_000_000 + point.step,
    })),
  )
  const written = await Promise.all(
    [...batches, ...batches].map((batch, i) => write(run, `batch ${i % batches.length}`, batch)),
  )
  for (const batch of batches) model.add(batch)
  await expectModel(lab, run.runId, model)
  const added = written.reduce((sum, batch) => sum + batch.added, 0)
  expect(added).toBe([...model.points.values()].reduce((sum, series) => sum + series.size, 0))
})

test('a batch is announced once, with its new points, and not at all when it is rolled back', async () => {
  const run = await makeRun(lab)
  const seen: LabEvent[] = []
  const stop = lab.events.subscribe((event) => void (event.id === run.runId && seen.push(event)))
  await write(run, 'a', [{ name: 'loss', step: 1, value: 3 }])
  await write(run, 'a', [{ name: 'loss', step: 1, value: 3 }])
  await write(run, 'b', [
    { name: 'loss', step: 1, value: 4 },
    { name: 'loss', step: 2, value: Number.NaN },
  ])
  await lab.db
    .transaction()
    .execute(async (db) => {
      await appendMetrics(db, { ...run, key: 'c', points: [{ name: 'loss', step: 3, value: 5 }] })
      throw new Error('rolled back')
    })
    .catch(() => {})
  await write(run, 'd', [{ name: 'loss', step: 4, value: 5 }])
  await expect.poll(() => seen.length, { timeout: 20_000 }).toBe(3)
  stop()
  const batches = await lab.db
    .selectFrom('metricBatch')
    .select(['id', 'points'])
    .where('runId', '=', run.runId)
    .orderBy('id')
    .execute()
  expect(seen.map(({ batch }) => batch)).toEqual(batches.map(({ id }) => id))
  expect(batches.map(({ points }) => JSON.parse(points))).toEqual([
    { loss: [[1], [3]] },
    { loss: [[2], [null]] },
    { loss: [[4], [5]] },
  ])
})

test('a key that comes with other points is refused', async () => {
  const run = await makeRun(lab)
  await write(run, 'a', [{ name: 'loss', step: 1, value: 3 }])
  await expect(write(run, 'a', [{ name: 'loss', step: 2, value: 3 }])).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('The key "a" was sent before, with other points'),
  })
})

test('a deleted run takes its points with it', async () => {
  const run = await makeRun(lab)
  await write(run, 'a', [{ name: 'loss', step: 1, value: 3 }])
  const series = await lab.db.selectFrom('metricSeries').select('id').where('runId', '=', run.runId).execute()
  await lab.db.deleteFrom('trainingRun').where('id', '=', run.runId).execute()
  for (const table of ['metricPoint', 'metricBucket'] as const) {
    expect(await lab.db.selectFrom(table).selectAll().where('seriesId', '=', series[0].id).execute()).toEqual(
      [],
    )
  }
})
