import type { Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../testing/ask.ts'

let lab: Lab
let modelId: string
let projectId: string
beforeAll(async () => {
  lab = await openTestLab()
  const made = await ask(lab, 'mutation { createProject(input: { name: "vision" }) { project { id } } }')
  projectId = made.data.createProject.project.id
  modelId = await createModel('fc')
})
afterAll(() => lab.close())

async function createModel(name: string): Promise<string> {
  const { data, errors } = await ask(
    lab,
    'mutation ($input: CreateModelInput!) { createModel(input: $input) { model { id name recipe project { name } } } }',
    { input: { projectId, name, architecture: 'fully-connected', dataset: 'mnist', recipe: { epochs: 40 } } },
  )
  expect(errors).toEqual([])
  expect(data.createModel.model).toMatchObject({ name, recipe: { epochs: 40 }, project: { name: 'vision' } })
  return data.createModel.model.id
}

async function createRun(input: object) {
  const { data, errors } = await ask(
    lab,
    'mutation ($input: CreateRunInput!) { createRun(input: $input) { run { id name tags logged } } }',
    { input: { modelId, ...input } },
  )
  expect(errors).toEqual([])
  return data.createRun.run
}

const everyField = `id name width seed weightDecay dataset state logged config notes tags interpolationEpoch backend device
  failure { code message } createdAt updatedAt startedAt finishedAt deletedAt project { id } model { id }`

test('a run is logged, changed, tagged, found, deleted and restored', async () => {
  const input = { width: 64, seed: 1, weightDecay: 0.002, config: { lr: 0.1, aug: { flip: true } }, tags: ['b', 'a', ' a '], clientKey: 'k' } // prettier-ignore
  const run = await createRun(input)
  expect(run).toMatchObject({ name: 'w0064-s1-wd0.002', tags: ['a', 'b'], logged: true })
  expect((await createRun(input)).id).toBe(run.id)
  const changed = await ask(
    lab,
    `mutation ($input: UpdateRunInput!) { updateRun(input: $input) { run { ${everyField} } } }`,
    {
      input: {
        id: run.id,
        notes: 'good',
        config: { lr: null, aug: { crop: 4 } },
        state: 'FAILED',
        failure: 'lost',
      },
    },
  )
  expect(changed.data.updateRun.run).toMatchObject({
    notes: 'good',
    config: { aug: { flip: true, crop: 4 } },
    state: 'FAILED',
    failure: { code: 'LOGGED', message: 'lost' },
    model: { id: modelId },
    project: { id: projectId },
    deletedAt: null,
  })
  const tag = async (verb: string, tags: string[]) => {
    const answer = await ask(lab, `mutation ($input: ${verb[0].toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) { runs { tags } } }`, { input: { ids: [run.id], tags } }) // prettier-ignore
    return answer.data[verb].runs[0].tags
  }
  expect(await tag('addTags', ['c'])).toEqual(['a', 'b', 'c'])
  expect(await tag('removeTags', ['a', 'zz'])).toEqual(['b', 'c'])
  const retagged = await ask(
    lab,
    'mutation ($input: UpdateRunInput!) { updateRun(input: $input) { run { tags } } }',
    { input: { id: run.id, tags: ['e', 'f'] } },
  )
  expect(retagged.data.updateRun.run.tags).toEqual(['e', 'f'])
  expect(await tag('setTags', ['d'])).toEqual(['d'])
  const find = async (deleted: string) => {
    const answer = await ask(
      lab,
      `query ($project: ID!, $model: ID!, $deleted: Deleted) { runs(
        projectId: $project, deleted: $deleted, orderBy: [{ metric: { name: "testError" } }, { field: CREATED_AT, direction: DESC }],
        filter: { modelId: { eq: $model }, tags: { has: "d" }, config: { path: "aug.crop", number: { gte: 4 } }, state: { in: [FAILED] } }
      ) { totalCount nodes { id } } }`,
      { project: projectId, model: modelId, deleted },
    )
    expect(answer.errors).toEqual([])
    return answer.data.runs.nodes.map(({ id }: { id: string }) => id)
  }
  expect(await find('EXCLUDE')).toEqual([run.id])
  const deleted = await ask(lab, 'mutation ($ids: [ID!]!) { deleteRuns(input: { ids: $ids }) { runs { deletedAt } } }', { ids: [run.id] }) // prettier-ignore
  expect(deleted.data.deleteRuns.runs[0].deletedAt).not.toBeNull()
  expect([await find('EXCLUDE'), await find('ONLY'), await find('INCLUDE')]).toEqual([[], [run.id], [run.id]])
  await ask(lab, 'mutation ($ids: [ID!]!) { restoreRuns(input: { ids: $ids }) { runs { id } } }', {
    ids: [run.id],
  })
  expect(await find('EXCLUDE')).toEqual([run.id])
})

test('what belongs to a deleted model or project is gone and comes back with it', async () => {
  const own = await createModel('short-lived')
  await createRun({ modelId: own, width: 16, name: 'of short-lived' })
  const count = async () => {
    const answer = await ask(lab, '{ runs(filter: { name: { eq: "of short-lived" } }) { totalCount } }')
    return answer.data.runs.totalCount
  }
  for (const [verb, id] of [
    ['Model', own],
    ['Project', projectId],
  ] as const) {
    // prettier-ignore
    const noun = verb.toLowerCase()
    await ask(lab, `mutation ($id: ID!) { delete${verb}(input: { id: $id }) { ${noun} { deletedAt } } }`, {
      id,
    })
    expect(await count()).toBe(0)
    const back = await ask(
      lab,
      `mutation ($id: ID!) { restore${verb}(input: { id: $id }) { ${noun} { deletedAt } } }`,
      {
        id,
      },
    )
    expect(back.data[`restore${verb}`][noun].deletedAt).toBeNull()
    expect(await count()).toBe(1)
  }
})

test('projects and models are changed and listed', async () => {
  const renamed = await ask(lab, 'mutation ($id: ID!) { updateProject(input: { id: $id, description: "d" }) { project { name description updatedAt deletedAt } } }', { id: projectId }) // prettier-ignore
  expect(renamed.data.updateProject.project).toMatchObject({ name: 'vision', description: 'd' })
  const model = await ask(lab, 'mutation ($id: ID!) { updateModel(input: { id: $id, notes: "n", recipe: { epochs: 50 } }) { model { name architecture dataset notes recipe createdAt updatedAt deletedAt } } }', { id: modelId }) // prettier-ignore
  expect(model.data.updateModel.model).toMatchObject({ name: 'fc', notes: 'n', recipe: { epochs: 50 } })
  const lists = await ask(
    lab,
    `query ($id: ID!, $model: ID!) {
      projects(filter: { name: { contains: "VIS" } }, orderBy: [{ field: UPDATED_AT, direction: DESC }]) { nodes { id } totalCount }
      models(projectId: $id, filter: { architecture: { eq: "fully-connected" } }, orderBy: [{ field: RUNS }]) { nodes { id } totalCount }
      project(id: $id) { runs { totalCount } models(first: 1) { nodes { name } pageInfo { hasNextPage } } }
      model(id: $model) { id }
    }`,
    { id: projectId, model: modelId },
  )
  expect(lists.errors).toEqual([])
  expect(lists.data).toMatchObject({
    projects: { nodes: [{ id: projectId }], totalCount: 1 },
    models: { totalCount: 2 },
    project: {
      runs: { totalCount: 2 },
      models: { nodes: [{ name: 'fc' }], pageInfo: { hasNextPage: true } },
    },
    model: { id: modelId },
  })
})

test('what nested fields cost does not grow with the lists', async () => {
  const query = `{ models { totalCount nodes { name project { name runs(first: 2) { nodes { name } } }
    runs(first: 5) { totalCount nodes { name tags project { name } model { name project { name } } } } } } }`
  const few = await ask(lab, query)
  expect(few.errors).toEqual([])
  for (let i = 0; i < 4; i++) {
    const model = await createModel(`grown ${i}`)
    for (let seed = 0; seed < 4; seed++) await createRun({ modelId: model, width: 8, seed, tags: ['grown'] })
  }
  const many = await ask(lab, query)
  expect(many.data.models.nodes.length).toBe(few.data.models.nodes.length + 4)
  // Where the database answers several at a time, loaders may find less to put together at one try than at another.
  await expect.poll(async () => (await ask(lab, query)).statements).toBeLessThanOrEqual(few.statements)
})

test('a run shows its environment, group and relations from both sides', async () => {
  const parent = await createRun({ width: 8, group: 'g', jobType: 'search', environment: { host: 'h' } })
  const parentInput = { runId: parent.id, kind: 'FORKED', step: 7 }
  const child = await createRun({ width: 8, name: 'child', parent: parentInput })
  const { data, errors } = await ask(
    lab,
    `query ($parent: ID!, $child: ID!) {
      parent: run(id: $parent) { environment group jobType parent { kind } children { totalCount nodes { id } } }
      child: run(id: $child) { environment group parent { kind step run { id } } children { totalCount } }
      runs(filter: { parentId: { eq: $parent } }, orderBy: [{ field: GROUP }, { field: JOB_TYPE }]) { nodes { id } }
      runGroups(by: { fields: [GROUP, JOB_TYPE] }, filter: { group: { eq: "g" }, jobType: { eq: "search" } }) {
        keys { name value } runCount }
    }`,
    { parent: parent.id, child: child.id },
  )
  expect(errors).toEqual([])
  expect(data).toEqual({
    parent: {
      environment: { host: 'h' },
      group: 'g',
      jobType: 'search',
      parent: null,
      children: { totalCount: 1, nodes: [{ id: child.id }] },
    },
    child: {
      environment: {},
      group: null,
      parent: { kind: 'FORKED', step: 7, run: { id: parent.id } },
      children: { totalCount: 0 },
    },
    runs: { nodes: [{ id: child.id }] },
    runGroups: [
      {
        keys: [
          { name: 'group', value: 'g' },
          { name: 'jobType', value: 'search' },
        ],
        runCount: 1,
      },
    ],
  })
  const changed = await ask(
    lab,
    `mutation ($input: UpdateRunInput!) { updateRun(input: $input) { run { group parent { kind run { id } } } } }`,
    { input: { id: child.id, group: 'late', parent: { runId: parent.id, kind: 'RESUMED' } } },
  )
  expect(changed.data.updateRun.run).toEqual({
    group: 'late',
    parent: { kind: 'RESUMED', run: { id: parent.id } },
  })
})

test('a run by names lives from its creation over heartbeats and a cut to its end', async () => {
  const input = {
    projectName: 'lived', modelName: 'm', architecture: 'mlp', dataset: 'mnist', width: 8, clientKey: 'life', heartbeatSeconds: 60,
  } // prettier-ignore
  const create = (given: object) =>
    ask(lab, 'mutation ($input: CreateRunInput!) { createRun(input: $input) { created run { id state heartbeatAt heartbeatSeconds project { name } model { name } } } }', { input: given }) // prettier-ignore
  const { data } = await create(input)
  const { id } = data.createRun.run
  expect(data.createRun).toMatchObject({
    created: true,
    run: { state: 'LOGGED', heartbeatSeconds: 60, project: { name: 'lived' }, model: { name: 'm' } },
  })
  expect((await create(input)).data.createRun).toMatchObject({ created: false, run: { id } })
  expect((await create({ ...input, seed: 3 })).errors[0]).toContain('seed was not given and is now 3')
  const log = (value: number, onConflict?: string) =>
    ask(lab, 'mutation ($input: LogMetricsInput!) { logMetrics(input: $input) { added known equal differing batches { equal differing } } }', {
      input: { onConflict, batches: [{ runId: id, series: [{ name: 'loss', steps: [0, 1, 2], values: [1, 1, value] }] }] },
    }) // prettier-ignore
  expect((await log(1)).data.logMetrics).toMatchObject({ added: 3, known: 0 })
  expect((await log(2)).data.logMetrics).toMatchObject({ added: 0, known: 3, equal: 2, differing: 1 })
  expect((await log(2, 'REFUSE')).errors[0]).toContain(
    '"loss" has another value at step 2: 1 is there, 2 was sent',
  )
  expect((await log(3, 'REPLACE')).data.logMetrics).toMatchObject({
    differing: 1,
    batches: [{ equal: 2, differing: 1 }],
  })
  const resumed = await ask(lab, `mutation ($id: ID!) { resumeRun(input: { id: $id, fromStep: 2 }) {
    cutPoints branch { id fromStep points series { name last values { steps values } decimated { steps } } }
    run { metrics { points last } branches { id } } } }`, { id }) // prettier-ignore
  expect(resumed.errors).toEqual([])
  const { branch, cutPoints, run } = resumed.data.resumeRun
  expect([cutPoints, run.metrics]).toEqual([1, [{ points: 2, last: 1 }]])
  expect(branch.series).toEqual([
    { name: 'loss', last: 3, values: { steps: [2], values: [3] }, decimated: { steps: [2] } },
  ])
  expect(run.branches).toEqual([{ id: branch.id }])
  const node = await ask(lab, 'query ($id: ID!) { node(id: $id) { ... on RunBranch { points cutAt } } }', {
    id: branch.id,
  })
  expect(node.data.node.points).toBe(1)
  const beat = await ask(
    lab,
    'mutation ($id: ID!) { sendHeartbeat(input: { ids: [$id] }) { runs { id state } } }',
    { id },
  )
  expect(beat.data.sendHeartbeat.runs).toEqual([{ id, state: 'LOGGED' }])
  const finish = await ask(lab, 'mutation ($id: ID!) { finishRun(input: { id: $id, state: FAILED, reason: "lost" }) { run { state failure { message } } } }', { id }) // prettier-ignore
  expect(finish.data.finishRun.run).toEqual({ state: 'FAILED', failure: { message: 'lost' } })
})
