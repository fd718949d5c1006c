import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor, type Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { findSeries } from './find-series.ts'
import type { LogBatchInput } from './parse-points.ts'
import { logMetrics } from './log-metrics.ts'
import { selectBatch } from './select-batch.ts'
import { makeRun } from './testing/make-run.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

const loss = (step: number, value: number | null = 1) => ({ name: 'loss', step, value })

test('points of several runs are written by one call, once', async () => {
  const [one, other] = [await makeRun(lab), await makeRun(lab)]
  const batches: LogBatchInput[] = [
    { runId: one.runId, points: [loss(1), loss(2), loss(2, 7)] },
    { runId: other.runId, key: 'k', series: [{ name: 'loss', steps: [1], values: [Infinity] }] },
    // A second batch of the same run stands on the first.
    { runId: one.runId, key: 'k', points: [loss(2, 8), loss(3)] },
    { runId: one.runId, key: 'k', points: [loss(2, 8), loss(3)] },
  ]
  const written = await logMetrics(lab, localActor, batches)
  expect(written.map(({ added, known }) => [added, known])).toEqual([
    [2, 1],
    [1, 0],
    [1, 1],
    [0, 2],
  ])
  const again = await logMetrics(lab, localActor, batches)
  expect(again.map(({ added }) => added)).toEqual([0, 0, 0, 0])
  const series = await findSeries(lab, [one.runId, other.runId])
  expect(series.get(one.runId)).toMatchObject([{ points: 3, last: 1, lastStep: 3, max: 1 }])
  expect(series.get(other.runId)).toMatchObject([{ points: 1, notFinite: 1, last: null, lastStep: 1 }])
  const audit = await lab.db
    .selectFrom('auditEvent')
    .select('action')
    .where('projectId', '=', one.projectId)
    .execute()
  expect(audit).toEqual([{ action: 'logMetrics' }, { action: 'logMetrics' }])
})

test('a batch is read once for all who follow', async () => {
  const { runId } = await makeRun(lab)
  await logMetrics(lab, localActor, [{ runId, key: 'a', points: [loss(4, null)] }])
  const { id } = await lab.db
    .selectFrom('metricBatch')
    .select('id')
    .where('runId', '=', runId)
    .executeTakeFirstOrThrow()
  expect(await selectBatch(lab, id)).toEqual(new Map([['loss', { steps: [4], values: [null] }]]))
  expect(selectBatch(lab, id)).toBe(selectBatch(lab, id))
  expect(await selectBatch(lab, 1e9)).toBeUndefined()
})

test('all or nothing, and clear words', async () => {
  const { runId, projectId } = await makeRun(lab)
  const nobody = '00000000-0000-0000-0000-000000000000'
  const many = { name: 'loss', steps: new Array(100_001).fill(0), values: new Array(100_001).fill(0) }
  const cases: [LogBatchInput[], string, string][] = [
    [
      [
        { runId, points: [loss(1)] },
        { runId: nobody, points: [] },
      ],
      'NOT_FOUND',
      `training run ${nobody}`,
    ],
    [[{ runId, series: [many] }], 'RESOURCE_EXHAUSTED', '100001 points are too many'],
    [[{ runId, points: [loss(0.5)] }], 'BAD_USER_INPUT', 'batches[0]: step 0.5 of "loss"'],
    [[{ runId, points: [loss(-1)] }], 'BAD_USER_INPUT', 'step -1'],
    [[{ runId, points: [{ ...loss(1), name: ' ' }] }], 'BAD_USER_INPUT', 'it is empty'],
    [[{ runId, points: [{ ...loss(1), name: 'n'.repeat(201) }] }], 'BAD_USER_INPUT', '201 characters'],
    [[{ runId, key: '', points: [loss(1)] }], 'BAD_USER_INPUT', 'key'],
    [
      [{ runId, series: [{ name: 'a', steps: [1, 2], values: [1] }] }],
      'BAD_USER_INPUT',
      '2 steps came with 1',
    ],
    [
      [
        { runId, key: 'k', points: [loss(1)] },
        { runId, key: 'k', points: [loss(2)] },
      ],
      'CONFLICT',
      'The key "k" was sent before',
    ],
  ]
  for (const [batches, code, message] of cases) {
    await expect(logMetrics(lab, localActor, batches)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    })
  }
  const viewer: Actor = {
    ...localActor,
    userId: 'v',
    projects: new Map([[projectId, 'viewer']]),
    siteAdmin: false,
  }
  await expect(logMetrics(lab, viewer, [{ runId, points: [loss(1)] }])).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  const stranger = { ...viewer, projects: new Map() }
  await expect(logMetrics(lab, stranger, [{ runId, points: [loss(1)] }])).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect((await findSeries(lab, [runId])).get(runId)).toEqual([])
})
