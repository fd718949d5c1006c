import { randomUUID } from 'node:crypto'
import { createProject, localActor, type Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { parse, subscribe, type ExecutionResult } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildSchema } from '../build-schema.ts'
import { toGlobalId } from '../global-id.ts'
import { ask } from '../testing/ask.ts'

let lab: Lab
let project: string
beforeAll(async () => {
  lab = await openTestLab()
  project = toGlobalId('Project', (await createProject(lab, localActor, { name: 'vision' })).id)
})
afterAll(() => lab.close())

const startSweep = `mutation ($input: StartSweepInput!) { startSweep(input: $input) { sweep { id } } }`
const settings = { widths: [8, 16], seeds: [0, 1], epochs: 2, trainSize: 300, testSize: 100 }
const start = async (input: object = {}) => {
  const variables = { input: { projectId: project, name: 'grid', modelName: 'net', settings, ...input } }
  const { data, errors } = await ask(lab, startSweep, variables)
  expect(errors).toEqual([])
  return data.startSweep.sweep.id as string
}

async function follow(source: string, variableValues: object) {
  const controller = new AbortController()
  const contextValue = { lab, actor: localActor, ended: controller.signal }
  const args = { schema: await buildSchema(), document: parse(source), contextValue }
  const results = (await subscribe({
    ...args,
    variableValues: { ...variableValues },
  })) as AsyncGenerator<ExecutionResult>
  return {
    async next() {
      const { data, errors } = (await results.next()).value as ExecutionResult
      expect(errors).toBeUndefined()
      return JSON.parse(JSON.stringify(data)) as Record<string, any>
    },
    async end() {
      controller.abort()
      await results.return(undefined)
    },
  }
}

test('a sweep is started, shown with its whole matrix, cancelled, completed, deleted and restored', async () => {
  const asked = { measure: 'critical-width', seed: 3, sizes: [24] }
  const id = await start({ analyses: [{ measure: 'critical-width' }, asked] })
  const read = `query ($id: ID!) { sweep(id: $id) {
    __typename id name config createdAt updatedAt deletedAt
    project { id } model { name } requestedAnalyses { measure options seed sizes }
    progress { state fraction secondsLeft
      counts { queued running finished failed cancelled missing }
      cells { width seed weightDecay runId state progress } }
    runs(first: 10) { totalCount nodes { id name sweep { id } job {
      id kind subjectId state priority phase progress secondsLeft attempt maxAttempts timeLimit device cancelRequested
      failure { code message } heartbeatAt createdAt updatedAt startedAt finishedAt
      project { id } subject { id } worker { id } log { totalCount nodes { at message } } } } }
  } }`
  const { data, errors, statements } = await ask(lab, read, { id })
  expect(errors).toEqual([])
  expect(statements).toBeLessThan(23)
  const { sweep } = data
  expect(sweep).toMatchObject({
    name: 'grid',
    model: { name: 'net' },
    config: { dataset: 'mnist', epochs: 2 },
    requestedAnalyses: [
      { measure: 'critical-width', options: { threshold: 0.99 }, seed: 0, sizes: [] },
      { ...asked, options: { threshold: 0.99 } },
    ],
    progress: { state: 'QUEUED', fraction: 0, counts: { queued: 4, missing: 0 } },
  })
  expect(sweep.progress.secondsLeft).toBeGreaterThan(0)
  expect(sweep.progress.cells).toHaveLength(4)
  const run = sweep.runs.nodes[0]
  expect(run.job).toMatchObject({
    kind: 'TRAIN',
    state: 'QUEUED',
    subjectId: run.id,
    subject: { id: run.id },
  })

  const states = async () => {
    const { progress } = (await ask(lab, read, { id })).data.sweep
    return [progress.state, progress.counts]
  }
  const change = async (name: string) => {
    const answer = await ask(
      lab,
      `mutation ($id: ID!) { ${name}(input: { id: $id }) { sweep { id deletedAt } } }`,
      {
        id,
      },
    )
    expect(answer.errors).toEqual([])
    return answer.data[name].sweep
  }
  await change('cancelSweep')
  expect(await states()).toMatchObject(['CANCELLED', { cancelled: 4 }])
  const one = await ask(
    lab,
    'mutation ($input: CompleteSweepInput!) { completeSweep(input: $input) { sweep { progress { counts { queued cancelled } } } } }',
    { input: { id, cells: [{ width: settings.widths[0], seed: 0, weightDecay: 0.002 }] } },
  )
  expect(one.data.completeSweep.sweep.progress.counts).toEqual({ queued: 1, cancelled: 3 })
  await change('completeSweep')
  expect(await states()).toMatchObject(['QUEUED', { queued: 4 }])
  expect((await change('deleteSweep')).deletedAt).not.toBeNull()
  const list = `query ($project: ID) { sweeps(projectId: $project, filter: { modelId: { missing: false }, NOT: { name: { eq: "x" } } }) {
    totalCount nodes { id } edges { cursor } pageInfo { hasNextPage } } }`
  expect((await ask(lab, list, { project })).data.sweeps.nodes).toEqual([])
  expect((await change('restoreSweep')).deletedAt).toBeNull()
  expect((await ask(lab, list, { project })).data.sweeps.nodes).toEqual([{ id }])
  expect(await states()).toMatchObject(['CANCELLED', { cancelled: 4 }])
})

test('a key makes starting safe to repeat', async () => {
  const id = await start({ clientKey: 'mine' })
  expect(await start({ clientKey: 'mine' })).toBe(id)
  const other = {
    projectId: project,
    name: 'grid',
    modelName: 'net',
    settings: { ...settings, epochs: 3 },
    clientKey: 'mine',
  }
  expect((await ask(lab, startSweep, { input: other })).errors[0]).toContain(
    'The key "mine" belongs to the sweep',
  )
})

test('what cannot be trained is refused with the remedy, and nothing is left of it', async () => {
  const wrong: [object, string][] = [
    [{ settings: { ...settings, widths: [0] } }, 'widths: 0 is out of range'],
    [{ settings: { ...settings, dataset: 'imagenet' } }, 'dataset: there is no "imagenet"'],
    [{ settings: { seeds: Array.from({ length: 1_000 }, (_, i) => i) } }, 'These settings make 7000 runs'],
    [{ analyses: [{ measure: 'x' }] }, 'There is no measure "x"'],
    [{ analyses: [{ measure: 'critical-width', options: { draws: 0 } }] }, 'draws'],
    [{ projectId: toGlobalId('Project', randomUUID()) }, 'There is no project'],
    [{ settings: { ...settings, dataset: 'fashion-mnist' } }, 'The model "net" is fully-connected on mnist'],
  ]
  const count = async () =>
    Number(
      (await lab.db
        .selectFrom('sweep')
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirst())!.n,
    )
  const before = await count()
  for (const [input, message] of wrong) {
    const { errors } = await ask(lab, startSweep, {
      input: { projectId: project, name: 'grid', modelName: 'net', settings, ...input },
    })
    expect(errors.join()).toContain(message)
  }
  expect(await count()).toBe(before)
})

test('a form can be built from the catalogues', async () => {
  const { data, errors } = await ask(
    lab,
    `query ($good: SweepSettings!, $bad: SweepSettings!) {
      datasets { id name title summary classes shape trainSize testSize }
      architectures { name title summary options { name } }
      sweepOptions { name title kind choices minimum maximum optional default }
      workers { nodes { id host process device backend version startedAt seenAt job { id } } totalCount }
      good: sweepEstimate(settings: $good, analyses: [{ measure: "chunk-error" }, { measure: "critical-width" }]) {
        runs seconds analyses analysisSeconds problem
      }
      alone: sweepEstimate(settings: $good) { analyses analysisSeconds }
      unknown: sweepEstimate(settings: $good, analyses: [{ measure: "x" }]) { problem }
      bad: sweepEstimate(settings: $bad) { runs problem } }`,
    { good: settings, bad: { widths: [] } },
  )
  expect(errors).toEqual([])
  expect(data.datasets[0]).toMatchObject({ name: 'mnist', shape: [28, 28] })
  expect(data.sweepOptions).toContainEqual({
    name: 'widths',
    title: 'Widths',
    kind: 'INTEGERS',
    choices: null,
    minimum: 1,
    maximum: 65536,
    optional: false,
    default: [16, 32, 64, 128, 256, 512, 1024],
  })
  expect(data.good).toMatchObject({ runs: 4, analyses: 8, problem: null })
  // Each takes its overhead at least.
  expect(data.good.analysisSeconds).toBeGreaterThanOrEqual(8 * 0.1)
  expect(data.alone).toEqual({ analyses: 0, analysisSeconds: 0 })
  expect(data.unknown.problem).toContain('There is no measure "x"')
  expect(data.bad.problem).toContain('widths')
  const node = await ask(lab, 'query ($id: ID!) { node(id: $id) { ... on Dataset { name } } }', {
    id: data.datasets[0].id,
  })
  expect(node.data.node).toEqual({ name: 'mnist' })
})

test('a run by itself, its job followed, cancelled and tried again', async () => {
  const made = await ask(
    lab,
    'mutation ($input: StartRunInput!) { startRun(input: $input) { run { id name seed config job { id } } } }',
    { input: { projectId: project, modelName: 'net', width: 4, weightDecay: 0.5, settings: { epochs: 1 } } },
  )
  expect(made.errors).toEqual([])
  const { run } = made.data.startRun
  expect(run).toMatchObject({ name: 'w0004-s0-wd0.5', seed: 0, config: { epochs: 1, width: 4 } })
  const { id } = run.job
  const job = await follow('subscription ($id: ID!) { jobUpdated(id: $id) { id state } }', { id })
  const jobs = await follow(
    'subscription ($project: ID!) { jobsUpdated(projectId: $project) { current jobs { id } } }',
    {
      project,
    },
  )
  expect((await job.next()).jobUpdated).toEqual({ id, state: 'QUEUED' })
  const snapshot = (await jobs.next()).jobsUpdated
  expect(snapshot.current).toBe(true)
  expect(snapshot.jobs).toContainEqual({ id })
  const change = (name: string) =>
    ask(lab, `mutation ($id: ID!) { ${name}(input: { id: $id }) { job { state } } }`, { id })
  expect((await change('cancelJob')).data.cancelJob.job.state).toBe('CANCELLED')
  expect((await job.next()).jobUpdated).toEqual({ id, state: 'CANCELLED' })
  expect((await change('cancelJob')).errors[0]).toContain('is cancelled already')
  expect((await change('retryJob')).data.retryJob.job.state).toBe('QUEUED')
  expect((await job.next()).jobUpdated).toEqual({ id, state: 'QUEUED' })
  await job.end()
  await jobs.end()
  const list = await ask(
    lab,
    `query ($run: ID!, $absent: ID!) { jobs(filter: { subjectId: { eq: $run }, state: { in: [QUEUED] } }, orderBy: [{ field: PRIORITY, direction: DESC }]) { nodes { id } }
      job(id: $absent) { id } }`,
    { run: run.id, absent: toGlobalId('Job', randomUUID()) },
  )
  expect(list.data).toEqual({ jobs: { nodes: [{ id }] }, job: null })
})

test('a sweep is followed: first as it is, then at every change', async () => {
  const id = await start()
  const sweep = await follow(
    'subscription ($id: ID!) { sweepUpdated(id: $id) { progress { counts { queued } } } }',
    { id },
  )
  expect((await sweep.next()).sweepUpdated.progress.counts.queued).toBe(4)
  await ask(lab, 'mutation ($id: ID!) { cancelSweep(input: { id: $id }) { sweep { id } } }', { id })
  expect((await sweep.next()).sweepUpdated.progress.counts.queued).toBe(0)
  await sweep.end()
  const query = 'subscription ($id: ID!) { sweepUpdated(id: $id) { id } }'
  const nothing = await follow(query, { id: toGlobalId('Sweep', randomUUID()) })
  expect((await nothing.next()).sweepUpdated).toBeNull()
  await nothing.end()
})
