import { randomUUID } from 'node:crypto'
import { localActor, type Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromGlobalId } from '../global-id.ts'
import { ask } from '../testing/ask.ts'

let lab: Lab
let modelId: string
const runIds = new Map<string, string>()

const widths = [16, 64]
const seeds = [0, 1, 2]
const testError = (width: number, seed: number) => 1 / width + seed / 100

beforeAll(async () => {
  lab = await openTestLab()
  const project = await ask(lab, 'mutation { createProject(input: { name: "vision" }) { project { id } } }')
  const input = {
    projectId: project.data.createProject.project.id,
    name: 'fc',
    architecture: 'fc',
    dataset: 'mnist',
  }
  const model = await ask(lab, 'mutation ($input: CreateModelInput!) { createModel(input: $input) { model { id } } }', { input }) // prettier-ignore
  modelId = model.data.createModel.model.id
  for (const width of widths) {
    for (const seed of seeds) await addRun(width, seed, 0.002, testError(width, seed))
    await addRun(width, 0, 0, 0.9)
  }
})
afterAll(() => lab.close())

async function addRun(width: number, seed: number, weightDecay: number, error: number) {
  const made = await ask(
    lab,
    'mutation ($input: CreateRunInput!) { createRun(input: $input) { run { id } } }',
    { input: { modelId, width, seed, weightDecay } },
  )
  const runId = fromGlobalId(made.data.createRun.run.id)!.id
  runIds.set(`${width}/${seed}/${weightDecay}`, made.data.createRun.run.id)
  const points = { runId, points: 1 }
  await lab.db
    .insertInto('metricSeries')
    .values([
      { ...points, name: 'testError', last: error, min: error / 2, max: 1 },
      { ...points, name: 'trainError', last: 0, min: 0, max: 1 },
    ])
    .execute()
  await addAnalysis(runId, width, { epoch: 40, criticalSize: 8 + seed })
  await addAnalysis(runId, width, { epoch: 1, criticalSize: 1 })
}

async function addAnalysis(
  runId: string,
  width: number,
  { epoch, criticalSize }: { epoch: number; criticalSize: number },
) {
  const { projectId } = await lab.db.selectFrom('trainingRun').select('projectId').where('id', '=', runId).executeTakeFirstOrThrow() // prettier-ignore
  const [representationId, hash] = [randomUUID(), randomUUID()]
  await lab.db.insertInto('blob').values({ hash, bytes: 1 }).execute()
  await lab.db
    .insertInto('representation')
    .values({
      id: representationId,
      projectId,
      runId,
      epoch,
      fileName: 'x',
      format: 'npz',
      blobHash: hash,
      inputHash: hash,
      width,
      testRows: 1,
    } as never) // prettier-ignore
    .execute()
  await lab.db
    .insertInto('analysis')
    .values({
      id: randomUUID(),
      projectId,
      runId,
      representationId,
      measure: 'critical-width',
      version: 1,
      options: '{}',
      seed: 0,
      question: hash,
      state: 'finished',
      scalars: JSON.stringify({ criticalSize, groups: width / criticalSize }),
      finishedAt: new Date(),
    } as never) // prettier-ignore
    .execute()
}

const spread = (values: number[]) => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  const std = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1))
  const sem = std / Math.sqrt(values.length)
  // Student's t at 0.975 with two degrees of freedom.
  const ci95 = 4.302652729749464 * sem
  return { n: values.length, mean, std, sem, ci95, min: Math.min(...values), max: Math.max(...values) }
}
const close = (expected: object) =>
  Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, expect.closeTo(value, 12)]))

const all = 'n mean std sem ci95 min max'
const query = `query ($id: ID!) { model(id: $id) { name widths { id width weightDecay weightDecays runCount finishedCount
  interpolatedCount testError { ${all} } trainError { mean ci95 n } criticalWidth { ${all} } groups { ${all} }
  interpolationEpoch { n mean } metric(name: "testError", value: MIN) { mean } scalar(measure: "critical-width", name: "groups") { mean }
  model { name } runs(first: 2, orderBy: [{ field: SEED }]) { totalCount nodes { seed width } } } } }`

test('a model with its widths, each with its runs, errors, critical width and groups, in one query', async () => {
  const { data, errors } = await ask(lab, query, { id: modelId })
  expect(errors).toEqual([])
  expect(data.model.widths.map((w: any) => [w.width, w.weightDecay, w.runCount])).toEqual([[16, 0, 1], [16, 0.002, 3], [64, 0, 1], [64, 0.002, 3]]) // prettier-ignore
  const wide = data.model.widths[3]
  expect(wide).toMatchObject({
    finishedCount: 0,
    interpolatedCount: 0,
    weightDecays: [0.002],
    testError: close(spread(seeds.map((seed) => testError(64, seed)))),
    trainError: { mean: 0, ci95: 0, n: 3 },
    criticalWidth: close(spread([8, 9, 10])),
    groups: close(spread([64 / 8, 64 / 9, 64 / 10])),
    interpolationEpoch: { n: 0, mean: null },
    metric: { mean: expect.closeTo(spread(seeds.map((seed) => testError(64, seed))).mean / 2, 12) },
    model: { name: 'fc' },
    runs: {
      totalCount: 3,
      nodes: [
        { seed: 0, width: 64 },
        { seed: 1, width: 64 },
      ],
    },
  })
  expect(wide.scalar.mean).toBe(wide.groups.mean)
  expect(data.model.widths[2].testError).toEqual({ n: 1, mean: 0.9, std: null, sem: null, ci95: null, min: 0.9, max: 0.9 }) // prettier-ignore
  const again = await ask(lab, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on ModelWidth { width weightDecay runCount } } }', { ids: data.model.widths.map(({ id }: any) => id) }) // prettier-ignore
  expect(again.data.nodes).toEqual(data.model.widths.map(({ id, width, weightDecay, runCount }: any) => ({ id, width, weightDecay, runCount }))) // prettier-ignore
})

test('weight decays are mixed on request, runs that are under way have no result yet', async () => {
  const mixed = async () => {
    const { data } = await ask(lab, 'query ($id: ID!) { model(id: $id) { widths(mixWeightDecays: true) { id width weightDecay weightDecays runCount testError { n } } } }', { id: modelId }) // prettier-ignore
    return data.model.widths
  }
  const before = await mixed()
  expect(before[0]).toMatchObject({ width: 16, weightDecay: null, weightDecays: [0, 0.002], runCount: 4, testError: { n: 4 } }) // prettier-ignore
  const id = fromGlobalId(runIds.get('16/0/0')!)!.id
  await lab.db.updateTable('trainingRun').set({ state: 'running' }).where('id', '=', id).execute()
  expect((await mixed())[0]).toMatchObject({ runCount: 4, testError: { n: 3 } })
  const node = await ask(lab, 'query ($id: ID!) { node(id: $id) { ... on ModelWidth { runCount } } }', { id: before[0].id }) // prettier-ignore
  expect(node.data.node).toEqual({ runCount: 4 })
})

test('statements do not grow with widths, and strangers see none', async () => {
  const before = await ask(lab, query, { id: modelId })
  for (const width of [128, 256, 512]) await addRun(width, 0, 0.002, 0.1)
  const after = await ask(lab, query, { id: modelId })
  expect(after.data.model.widths).toHaveLength(before.data.model.widths.length + 3)
  expect(after.statements).toBe(before.statements)
  expect(after.statements).toBeLessThanOrEqual(6)
  const stranger = { ...localActor, userId: 'u', projects: new Map(), siteAdmin: false }
  const ids = after.data.model.widths.map(({ id }: any) => id)
  const seen = await ask(lab, 'query ($id: ID!, $ids: [ID!]!) { model(id: $id) { name } nodes(ids: $ids) { id } }', { id: modelId, ids }, stranger) // prettier-ignore
  expect(seen.data).toEqual({ model: null, nodes: ids.map(() => null) })
})

test('critical width and slope of the model, and w* of runs without an analysis, come from the report', async () => {
  const runId = fromGlobalId(runIds.get('512/0/0.002')!)!.id
  const id = fromGlobalId(modelId)!.id
  const { projectId } = await lab.db.selectFrom('model').select('projectId').where('id', '=', id).executeTakeFirstOrThrow() // prettier-ignore
  const scalar = (value: number) => ({ id: 'x', label: 'x', value, low: value - 1, high: value + 1 })
  const fit = { criticalWidth: scalar(64), plateau: scalar(20), slope: scalar(0.05), linearity: 0.9, aicDifference: 3, supported: true } // prettier-ignore
  const report = { madeAt: '2026-01-01T00:00:00.000Z', series: [{ weightDecay: 0.002, fit, widths: [], runs: [{ runId, wStar: 20, groups: 25.6 }] }] } // prettier-ignore
  const sweepId = randomUUID()
  await lab.db
    .insertInto('sweep')
    .values({
      id: sweepId,
      projectId,
      modelId: id,
      name: 's',
      config: '{}',
      report: JSON.stringify(report),
    } as never)
    .execute()
  await lab.db.updateTable('trainingRun').set({ sweepId }).where('id', '=', runId).execute()
  await lab.db.deleteFrom('analysis').where('runId', '=', runId).execute()
  const { data, errors } = await ask(lab, 'query ($id: ID!) { model(id: $id) { criticalWidth { value low high } slope { value } none: slope(weightDecay: 7) { value } report { madeAt } widths { width criticalWidth { n mean } groups { mean } } } }', { id: modelId }) // prettier-ignore
  expect(errors).toEqual([])
  expect(data.model).toMatchObject({ criticalWidth: { value: 64, low: 63, high: 65 }, slope: { value: 0.05 }, none: null }) // prettier-ignore
  expect(data.model.widths.at(-1)).toEqual({ width: 512, criticalWidth: { n: 1, mean: 20 }, groups: { mean: 25.6 } }) // prettier-ignore
})

test('runs are filtered and ordered by numbers of their analyses', async () => {
  const list = async (filter: string, orderBy: string) => {
    const answer = await ask(lab, `query ($model: ID!) { runs(filter: { modelId: { eq: $model }, ${filter} }, orderBy: [${orderBy}, { field: SEED }], first: 4) { totalCount nodes { width seed weightDecay } } }`, { model: modelId }) // prettier-ignore
    expect(answer.errors).toEqual([])
    return [answer.data.runs.totalCount, answer.data.runs.nodes.map((run: any) => `${run.width}/${run.seed}`)]
  }
  const ofMeasure = 'measure: "critical-width", name: "criticalSize"'
  const size = `scalar: { ${ofMeasure} }`
  expect(
    await list(
      `weightDecay: { eq: 0.002 }, scalars: [{ ${ofMeasure}, value: { gte: 9 } }]`,
      `{ ${size}, direction: DESC }, { field: WIDTH }`,
    ),
  ).toEqual([4, ['16/2', '64/2', '16/1', '64/1']])
  expect(await list('scalars: [{ measure: "groups", name: "x", value: { missing: false } }]', `{ ${size} }`)).toEqual([0, []]) // prettier-ignore
  // The widest run has no analysis by now, but a report of its sweep.
  expect(await list('groups: { gt: 7 }, criticalWidth: { missing: false }', '{ field: GROUPS, direction: DESC }')).toEqual([6, ['256/0', '512/0', '128/0', '64/0']]) // prettier-ignore
})
