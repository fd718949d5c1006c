import type { Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../testing/ask.ts'

let lab: Lab
let modelId: string
const ids: Record<string, string> = {}

/** Steps 0 to 59; in runs that diverge, the loss, and in some the error, is not finite from step 30 on. */
const steps = [...Array(60).keys()]
const falling = (from: number) => steps.map((step) => from / (1 + step))
const broken = (values: number[]) => values.map((value, step) => (step < 30 ? value : null))

beforeAll(async () => {
  lab = await openTestLab()
  const create = 'mutation ($input: CreateModelInput!) { createModel(input: $input) { model { id } } }'
  const project = await ask(lab, 'mutation { createProject(input: { name: "p" }) { project { id } } }')
  const projectId = project.data.createProject.project.id
  const model = await ask(lab, create, { input: { projectId, name: 'm', architecture: 'fc', dataset: 'd' } })
  modelId = model.data.createModel.model.id
  await addRun('sound', 0, falling(2), falling(0.9))
  // The loss is lost; the error, of a network of NaNs, is that of guessing.
  await addRun('lost', 1, broken(falling(2)), steps.map((step) => (step < 30 ? 0.01 : 0.9))) // prettier-ignore
  // The best of all errors is the last that was finite.
  await addRun('blown', 2, broken(falling(2)), broken(falling(0.001)))
})
afterAll(() => lab.close())

async function addRun(
  name: string,
  seed: number,
  trainLoss: (number | null)[],
  testError: (number | null)[],
) {
  const made = await ask(lab, 'mutation ($input: CreateRunInput!) { createRun(input: $input) { run { id } } }', { input: { modelId, width: 8, seed, name } }) // prettier-ignore
  const runId = made.data.createRun.run.id
  ids[name] = runId
  const series = Object.entries({ trainLoss, testError }).map(([metric, values]) => ({ name: metric, steps, values })) // prettier-ignore
  const { errors } = await ask(lab, 'mutation ($input: LogMetricsInput!) { logMetrics(input: $input) { added } }', { input: { batches: [{ runId, series }] } }) // prettier-ignore
  expect(errors).toEqual([])
}

test('a series knows its last step, its last finite value, and that it ended not finite', async () => {
  const { data } = await ask(lab, `query ($id: ID!) { run(id: $id) { diverged
    metric(name: "testError") { last lastStep lastFinite lastFiniteStep endedNotFinite } } }`, { id: ids.blown }) // prettier-ignore
  expect(data.run).toEqual({
    diverged: true,
    metric: { last: null, lastStep: 59, lastFinite: 0.001 / 30, lastFiniteStep: 29, endedNotFinite: true },
  })
})

test('means over a width and over groups leave diverged runs out, count and name them', async () => {
  const error = '{ n mean min diverged divergedRunIds }'
  const { data, errors } = await ask(
    lab,
    `query ($id: ID!) {
      model(id: $id) { widths { testError ${error} least: metric(name: "testError", value: MIN) ${error} } }
      runGroups(by: { allButSeed: true }) { runCount metric(name: "testError") ${error} none: metric(name: "none") { n diverged } }
    }`,
    { id: modelId },
  )
  expect(errors).toEqual([])
  const last = { n: 1, mean: 0.9 / 60, min: 0.9 / 60, diverged: 2, divergedRunIds: [ids.lost, ids.blown] }
  expect(data.model.widths).toEqual([{ testError: last, least: last }])
  expect(data.runGroups).toEqual([{ runCount: 3, metric: last, none: { n: 0, diverged: 0 } }])
})

test('widths and runs side by side say which diverged', async () => {
  const widths = await ask(lab, 'query ($id: ID!) { model(id: $id) { widths { id } } }', { id: modelId })
  const { data, errors } = await ask(
    lab,
    `query ($ids: [ID!]!, $widths: [ID!]!) {
      compareRuns(ids: $ids) { metrics { name last lastFinite lastFiniteStep endedNotFinite } }
      compareWidths(ids: $widths) { metrics { name aggregates { n mean diverged } } }
    }`,
    { ids: [ids.blown, ids.sound], widths: widths.data.model.widths.map(({ id }: any) => id) },
  )
  expect(errors).toEqual([])
  expect(data.compareRuns.metrics[0]).toEqual({
    name: 'testError',
    last: [null, 0.9 / 60],
    lastFinite: [0.001 / 30, 0.9 / 60],
    lastFiniteStep: [29, 59],
    endedNotFinite: [true, false],
  })
  expect(data.compareWidths.metrics).toEqual([
    { name: 'testError', aggregates: [{ n: 1, mean: 0.9 / 60, diverged: 2 }] },
    { name: 'trainLoss', aggregates: [{ n: 1, mean: 2 / 60, diverged: 2 }] },
  ])
})

test('the mean over steps is over sound runs, at every step', async () => {
  const { data } = await ask(lab, `query ($ids: [ID!]!) { metricSeries(runIds: $ids, name: "testError") {
    n mean runs { run { name } diverged values } } }`, { ids: Object.values(ids) }) // prettier-ignore
  const { n, mean, runs } = data.metricSeries
  expect(n).toEqual(steps.map(() => 1))
  expect(mean).toEqual(falling(0.9))
  expect(runs.map(({ run, diverged }: any) => [run.name, diverged])).toEqual([['sound', false], ['lost', true], ['blown', true]]) // prettier-ignore
  expect(runs[2].values[0]).toBe(0.001)
})

test('a run that ended not finite neither ranks first nor matches as a good one', async () => {
  const { data } = await ask(lab, `{
    runs(orderBy: [{ metric: { name: "testError" }, direction: ASC }]) { nodes { name } }
    good: runs(filter: { metrics: [{ name: "testError", last: { lt: 0.005 } }] }) { totalCount }
  }`) // prettier-ignore
  expect(data.runs.nodes.map(({ name }: any) => name)).toEqual(['sound', 'lost', 'blown'])
  expect(data.good.totalCount).toBe(0)
})
