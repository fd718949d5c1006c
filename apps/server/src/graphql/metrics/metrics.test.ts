import { randomUUID } from 'node:crypto'
import { createProject, localActor, logMetrics, type Lab } from '@mitoscope/lab'
import { makeRun, openTestLab } from '@mitoscope/lab/testing'
import { parse, subscribe, type ExecutionResult } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildSchema } from '../build-schema.ts'
import { toGlobalId } from '../global-id.ts'
import { ask } from '../testing/ask.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

const logged = `mutation ($input: LogMetricsInput!) {
  logMetrics(input: $input) { added known batches { runId key added known } }
}`

async function makeRuns(count: number): Promise<string[]> {
  const runs = await Promise.all(Array.from({ length: count }, () => makeRun(lab)))
  return runs.map(({ runId }) => toGlobalId('TrainingRun', runId))
}

test('points are logged once and read back as series, pages and decimated', async () => {
  const [runId] = await makeRuns(1)
  const steps = Array.from({ length: 5_000 }, (_, i) => i)
  const batch = {
    runId,
    key: 'first',
    points: [
      { name: 'trainLoss', step: 1, value: 2 },
      { name: 'trainLoss', step: 2 },
    ],
    series: [{ name: 'testLoss', steps, values: steps.map((step) => Math.sin(step)) }],
  }
  const first = await ask(lab, logged, { input: { batches: [batch] } })
  expect(first.errors).toEqual([])
  expect(first.data.logMetrics).toEqual({
    added: 5_002,
    known: 0,
    batches: [{ runId, key: 'first', added: 5_002, known: 0 }],
  })
  const again = await ask(lab, logged, { input: { batches: [batch] } })
  expect(again.data.logMetrics).toMatchObject({ added: 0, known: 5_002 })
  const { data, errors } = await ask(
    lab,
    `query ($id: ID!) { node(id: $id) { ... on TrainingRun {
      metrics { name points notFinite firstStep lastStep lastFiniteStep last lastFinite endedNotFinite min max }
      some: metrics(names: ["trainLoss", "none"]) { name }
      none: metric(name: "none") { name }
      metric(name: "testLoss") {
        values(first: 2, after: 10) { steps values hasNextPage }
        few: decimated(fromStep: 3, toStep: 4) { decimated bucketSteps steps values buckets { count } }
        decimated(points: 100) {
          decimated bucketSteps steps
          buckets { fromStep toStep count notFinite min minStep max maxStep }
        }
      }
    } } }`,
    { id: runId },
  )
  expect(errors).toEqual([])
  const { metrics, some, none, metric } = data.node
  expect(metrics[1]).toEqual({
    name: 'trainLoss',
    points: 2,
    notFinite: 1,
    firstStep: 1,
    lastStep: 2,
    lastFiniteStep: 1,
    last: null,
    lastFinite: 2,
    endedNotFinite: true,
    min: 2,
    max: 2,
  })
  expect([some, none]).toEqual([[{ name: 'trainLoss' }], null])
  expect(metric.values).toEqual({ steps: [11, 12], values: [Math.sin(11), Math.sin(12)], hasNextPage: true })
  expect(metric.few).toMatchObject({ decimated: false, bucketSteps: 1, steps: [3, 4], buckets: [] })
  expect(metric.decimated).toMatchObject({ decimated: true, bucketSteps: 112 })
  expect(metric.decimated.buckets[0]).toMatchObject({ fromStep: 0, toStep: 111, count: 112, notFinite: 0 })
  expect(metric.decimated.steps.length).toBeLessThanOrEqual(100)
})

test('points keep their times, and are read over time and over another metric', async () => {
  const [runId, other] = await makeRuns(2)
  const begin = Date.parse('2026-01-01T00:00:00.123Z')
  const batch = (id: string) => ({
    runId: id,
    points: [{ name: 'tokens', step: 0, value: 0, time: begin }],
    series: [
      { name: 'tokens', steps: [5], values: [640], times: [begin + 5_000] },
      { name: 'loss', steps: [0, 5], values: [3, 1], times: [begin, null], stepMetric: 'tokens' },
    ],
  })
  const sent = await ask(lab, logged, { input: { batches: [batch(runId), batch(other)] } })
  expect(sent.errors).toEqual([])
  const read = `query ($id: ID!) { run(id: $id) { metric(name: "loss") {
    stepMetric firstTime lastTime values { steps times } decimated { times }
    over { axis axisMetric x values steps decimated bucketSteps }
    wall: over(axis: WALL_TIME) { axis x } since: over(axis: RELATIVE_TIME, axisMetric: null) { x }
    byStep: over(axis: STEP) { x }
  } } }`
  const { data, errors } = await ask(lab, read, { id: runId })
  expect(errors).toEqual([])
  expect(data.run.metric).toEqual({
    stepMetric: 'tokens',
    firstTime: '2026-01-01T00:00:00.123Z',
    lastTime: '2026-01-01T00:00:00.123Z',
    values: { steps: [0, 5], times: [begin, null] },
    decimated: { times: [begin, null] },
    over: {
      axis: 'METRIC',
      axisMetric: 'tokens',
      x: [0, 640],
      values: [3, 1],
      steps: [0, 5],
      decimated: false,
      bucketSteps: 1,
    },
    wall: { axis: 'WALL_TIME', x: [begin] },
    since: { x: [0] },
    byStep: { x: [0, 5] },
  })
  const compared = await ask(
    lab,
    `query ($ids: [ID!]!) { metricSeries(runIds: $ids, name: "loss", axis: METRIC, axisMetric: "tokens") {
      axis axisMetric x steps mean } }`,
    { ids: [runId, other] },
  )
  expect(compared.data.metricSeries).toEqual({ axis: 'METRIC', axisMetric: 'tokens', x: [0, 640], steps: [], mean: [3, 1] }) // prettier-ignore
  const set = await ask(
    lab,
    `mutation ($input: SetStepMetricsInput!) { setStepMetrics(input: $input) { run { metric(name: "loss") { stepMetric } } } }`,
    { input: { runId, stepMetrics: [{ name: 'loss', stepMetric: null }] } },
  )
  expect(set.data.setStepMetrics.run.metric.stepMetric).toBeNull()
  const wrong = await ask(lab, read.replace('over {', 'over(axis: METRIC) {'), { id: runId })
  expect(wrong.errors[0]).toContain('"loss" has no step metric')
})

test('series of many runs cost as many statements as those of one', async () => {
  const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on TrainingRun {
    metrics { last decimated(points: 10) { steps } values { steps } } metric(name: "loss") { last }
    checkpoints { epoch }
  } } }`
  const log = async (ids: string[]) =>
    ask(lab, logged, {
      input: {
        batches: ids.map((runId) => ({
          runId,
          series: [{ name: 'loss', steps: [...Array(50).keys()], values: Array(50).fill(1) }],
        })),
      },
    })
  const few = await makeRuns(1)
  const many = await makeRuns(20)
  await log(few)
  await log(many)
  const [one, twenty] = [await ask(lab, query, { ids: few }), await ask(lab, query, { ids: many })]
  expect([one.errors, twenty.errors]).toEqual([[], []])
  expect(twenty.data.nodes[19].metrics[0].decimated.steps.length).toBeLessThanOrEqual(10)
  expect(twenty.statements).toBe(one.statements)
})

test('runs are set side by side, with nothing of ids that name no run', async () => {
  const runIds = await makeRuns(2)
  const batches = runIds.map((runId, i) => ({ runId, points: [{ name: 'loss', step: 0, value: 1 + 2 * i }] }))
  await ask(lab, logged, { input: { batches } })
  const { data, errors } = await ask(
    lab,
    `query ($runIds: [ID!]!) { metricSeries(runIds: $runIds, name: "loss") {
      name steps thinned runs { run { id } values } mean std sem ci95 n
    } }`,
    { runIds: [...runIds, toGlobalId('TrainingRun', randomUUID())] },
  )
  expect(errors).toEqual([])
  expect(data.metricSeries).toMatchObject({
    name: 'loss',
    steps: [0],
    thinned: false,
    runs: [
      { run: { id: runIds[0] }, values: [1] },
      { run: { id: runIds[1] }, values: [3] },
    ],
    mean: [2],
    std: [Math.SQRT2],
    sem: [1],
    n: [2],
  })
})

test('checkpoints are registered and read', async () => {
  const [runId] = await makeRuns(1)
  const made = await ask(
    lab,
    `mutation ($input: RegisterCheckpointInput!) {
      registerCheckpoint(input: $input) { checkpoint { id epoch metrics hash createdAt run { id } } }
    }`,
    { input: { runId, epoch: 3, metrics: { testError: 0.1 } } },
  )
  expect(made.errors).toEqual([])
  const { checkpoint } = made.data.registerCheckpoint
  expect(checkpoint).toMatchObject({ epoch: 3, metrics: { testError: 0.1 }, hash: null, run: { id: runId } })
  const read = await ask(
    lab,
    `query ($id: ID!, $run: ID!) {
      node(id: $id) { ... on Checkpoint { epoch } }
      run: node(id: $run) { ... on TrainingRun { checkpoints { id } } }
    }`,
    { id: checkpoint.id, run: runId },
  )
  expect(read.data).toEqual({ node: { epoch: 3 }, run: { checkpoints: [{ id: checkpoint.id }] } })
})

test('subscribers get the state, then what is logged', async () => {
  const { id: projectId } = await createProject(lab, localActor, { name: 'followed' })
  const run = await makeRun(lab, projectId)
  const log = (step: number) =>
    logMetrics(lab, localActor, [
      { runId: run.runId, points: ['loss', 'error'].map((name) => ({ name, step, value: step })) },
    ])
  await log(1)
  const ended = new AbortController()
  const follow = async (args: string) =>
    (await subscribe({
      schema: await buildSchema(),
      document: parse(`subscription {
        metricsLogged(${args}) {
          runId state { name last decimated { steps } } logged { name steps values }
        }
      }`),
      contextValue: { lab, actor: localActor, ended: ended.signal },
    })) as AsyncGenerator<ExecutionResult<{ metricsLogged: unknown }>>
  const globalId = toGlobalId('TrainingRun', run.runId)
  const own = await follow(`runIds: ["${globalId}"], names: ["loss"]`)
  const all = await follow(`projectId: "${toGlobalId('Project', projectId)}"`)
  const next = async (from: typeof own) =>
    JSON.parse(JSON.stringify((await from.next()).value)).data.metricsLogged
  const state = { name: 'loss', last: 1, decimated: { steps: [1] } }
  expect(await next(own)).toEqual({ runId: globalId, state: [state], logged: [] })
  expect(await next(all)).toEqual({
    runId: globalId,
    state: [{ ...state, name: 'error' }, state],
    logged: [],
  })
  await log(2)
  // The first batch may be told again: its notification can come after the state that has it.
  const nextOf = async (from: typeof own, step: number) => {
    for (;;) {
      const { logged } = await next(from)
      const wanted = logged.filter(({ steps }: { steps: number[] }) => steps.includes(step))
      if (wanted.length > 0) return wanted
    }
  }
  const change = { name: 'loss', steps: [2], values: [2] }
  expect(await nextOf(own, 2)).toEqual([change])
  expect(await nextOf(all, 2)).toEqual([change, { ...change, name: 'error' }])
  ended.abort()
  expect((await own.next()).done).toBe(true)
  expect((await all.next()).done).toBe(true)
})
