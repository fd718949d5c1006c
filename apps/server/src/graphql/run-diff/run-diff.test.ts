import { randomUUID } from 'node:crypto'
import type { Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromGlobalId, toGlobalId } from '../global-id.ts'
import { ask } from '../testing/ask.ts'

let lab: Lab
let projectId: string
let modelId: string
const runs: string[] = []

beforeAll(async () => {
  lab = await openTestLab()
  const project = await ask(lab, 'mutation { createProject(input: { name: "vision" }) { project { id } } }')
  projectId = project.data.createProject.project.id
  const input = { projectId, name: 'fc', architecture: 'fc', dataset: 'mnist', recipe: { epochs: 40 } }
  const model = await ask(lab, 'mutation ($input: CreateModelInput!) { createModel(input: $input) { model { id } } }', { input }) // prettier-ignore
  modelId = model.data.createModel.model.id
  for (const width of [16, 64]) for (const seed of [0, 1, 2]) await addRun(width, seed)
})
afterAll(() => lab.close())

async function addRun(width: number, seed: number) {
  const config = { seed, optimizer: { lr: width === 16 ? 0.1 : 0.01, name: 'sgd' }, sizes: [1, 2] }
  const made = await ask(
    lab,
    'mutation ($input: CreateRunInput!) { createRun(input: $input) { run { id } } }',
    { input: { modelId, width, seed, config } },
  )
  const { id } = made.data.createRun.run
  runs.push(id)
  const metric = { runId: fromGlobalId(id)!.id, points: 1, min: 0, max: 1 }
  await lab.db.insertInto('metricSeries').values({ ...metric, name: 'testError', last: width + seed }).execute() // prettier-ignore
  if (seed === 0) await lab.db.insertInto('metricSeries').values({ ...metric, name: 'rare', last: null }).execute() // prettier-ignore
}

test('runs side by side: only what differs of their settings, and every metric', async () => {
  const { data, errors, statements } = await ask(
    lab,
    'query ($ids: [ID!]!) { compareRuns(ids: $ids) { runs { id } configDifferences { path values } metrics { name last min max } } }',
    { ids: [runs[4], runs[0], toGlobalId('TrainingRun', randomUUID()), runs[0]] },
  )
  expect(errors).toEqual([])
  expect(data.compareRuns).toEqual({
    runs: [{ id: runs[4] }, { id: runs[0] }],
    configDifferences: [
      { path: 'optimizer.lr', values: [0.01, 0.1] },
      { path: 'seed', values: [1, 0] },
      { path: 'width', values: [64, 16] },
    ],
    metrics: [
      { name: 'rare', last: [null, null], min: [null, 0], max: [null, 1] },
      { name: 'testError', last: [65, 16], min: [0, 0], max: [1, 1] },
    ],
  })
  const all = await ask(lab, 'query ($ids: [ID!]!) { compareRuns(ids: $ids) { runs { id } configDifferences { path values } metrics { name last min max } } }', { ids: runs }) // prettier-ignore
  expect(all.data.compareRuns.configDifferences.map(({ path }: any) => path)).toEqual(['optimizer.lr', 'seed', 'width']) // prettier-ignore
  expect(all.statements).toBe(statements)
})

test('widths side by side', async () => {
  const { data } = await ask(lab, 'query ($id: ID!) { model(id: $id) { widths { id } } }', { id: modelId })
  const ids = data.model.widths.map(({ id }: any) => id)
  const compared = await ask(
    lab,
    'query ($ids: [ID!]!) { compareWidths(ids: $ids) { widths { width } configDifferences { path values } metrics { name aggregates { n mean std } } } }',
    { ids },
  )
  expect(compared.errors).toEqual([])
  expect(compared.data.compareWidths).toEqual({
    widths: [{ width: 16 }, { width: 64 }],
    configDifferences: [
      { path: 'optimizer.lr', values: [[0.1], [0.01]] },
      { path: 'width', values: [[16], [64]] },
    ],
    metrics: [
      { name: 'rare', aggregates: [{ n: 0, mean: null, std: null }, { n: 0, mean: null, std: null }] },
      { name: 'testError', aggregates: [{ n: 3, mean: 17, std: 1 }, { n: 3, mean: 65, std: 1 }] },
    ],
  }) // prettier-ignore
})

test('runs in groups by fields, by the configuration, and by all but the seed', async () => {
  const group = async (by: object, filter: object | null = null) => {
    const { data, errors } = await ask(
      lab,
      `query ($project: ID, $by: RunGroupingInput!, $filter: RunFilter) { runGroups(projectId: $project, by: $by, filter: $filter) {
        keys { name value } runCount finishedCount metric(name: "testError") { n mean ci95 low high } scalar(measure: "m", name: "s") { n }
        criticalWidth { n } groups { n } interpolationEpoch { n } } }`,
      { project: projectId, by, filter },
    )
    expect(errors).toEqual([])
    return data.runGroups
  }
  const byRate = await group({ fields: ['WIDTH'], config: ['optimizer.lr', 'nothing'] }, { seed: { lt: 2 } })
  expect(byRate).toMatchObject([
    { keys: [{ name: 'width', value: 16 }, { name: 'optimizer.lr', value: 0.1 }, { name: 'nothing', value: null }], runCount: 2, metric: { n: 2, mean: 16.5 } },
    { keys: [{ value: 64 }, { value: 0.01 }, { value: null }], runCount: 2, metric: { n: 2, mean: 64.5 } },
  ]) // prettier-ignore
  const replicas = await group({ allButSeed: true })
  expect(replicas.map(({ runCount, metric }: any) => [runCount, metric.mean])).toEqual([[3, 17], [3, 65]]) // prettier-ignore
  expect(replicas[0].metric.ci95).toBeCloseTo(4.302652729749464 / Math.sqrt(3), 10)
  const { mean, ci95, low, high } = replicas[0].metric
  expect([low, high]).toEqual([mean - ci95, mean + ci95])
  expect(await group({})).toMatchObject([{ keys: [], runCount: 6, finishedCount: 0 }])
  expect(
    await group({ fields: ['SEED', 'DATASET', 'STATE', 'MODEL', 'SWEEP', 'WEIGHT_DECAY'] }),
  ).toHaveLength(3)
})

test('groups list their runs, those of all groups in one statement', async () => {
  const source = (fields: string) =>
    `query ($project: ID) { runGroups(projectId: $project, by: { fields: [WIDTH] }) { runCount ${fields} } }`
  const of = (fields: string) => ask(lab, source(fields), { project: projectId })
  const { data, errors, statements } = await of('runIds runs(first: 2) { id width seed }')
  expect(errors).toEqual([])
  expect(statements).toBe((await of('')).statements + 3)
  for (const { runCount, runIds, runs } of data.runGroups) {
    expect(runIds).toHaveLength(runCount)
    expect(runs.map(({ id }: { id: string }) => id)).toEqual(runIds.slice(0, 2))
    expect(runs[0].seed).toBeLessThan(runs[1].seed)
  }
  expect(data.runGroups.map(({ runs }: any) => runs[0].width)).toEqual([16, 64])
})
