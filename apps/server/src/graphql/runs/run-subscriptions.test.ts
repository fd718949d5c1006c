import { randomUUID } from 'node:crypto'
import { localActor, type Actor, type Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { parse, subscribe, type ExecutionResult } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildSchema } from '../build-schema.ts'
import { requireId, toGlobalId } from '../global-id.ts'
import { ask } from '../testing/ask.ts'

let lab: Lab
let projectId: string
let runIds: string[]
beforeAll(async () => {
  lab = await openTestLab()
  const project = await ask(lab, 'mutation { createProject(input: { name: "vision" }) { project { id } } }')
  projectId = project.data.createProject.project.id
  const input = { projectId, name: 'fc', architecture: 'fc', dataset: 'mnist' }
  const model = await ask(lab, 'mutation ($input: CreateModelInput!) { createModel(input: $input) { model { id } } }', { input }) // prettier-ignore
  const modelId = model.data.createModel.model.id
  const create = (width: number) =>
    ask(lab, 'mutation ($input: CreateRunInput!) { createRun(input: $input) { run { id } } }', { input: { modelId, width } }) // prettier-ignore
  runIds = [(await create(16)).data.createRun.run.id, (await create(64)).data.createRun.run.id]
})
afterAll(() => lab.close())

async function follow(source: string, variableValues: Record<string, unknown>, actor: Actor = localActor) {
  const ended = new AbortController()
  const contextValue = { lab, actor, ended: ended.signal }
  const answers = (await subscribe({ schema: await buildSchema(), document: parse(source), variableValues, contextValue })) as AsyncGenerator<ExecutionResult> // prettier-ignore
  return {
    next: async () => JSON.parse(JSON.stringify((await answers.next()).value?.data ?? null)),
    isOver: async () => (await answers.next()).done === true,
    end: () => ended.abort(),
  }
}

const update = (id: string, notes: string) =>
  ask(lab, 'mutation ($input: UpdateRunInput!) { updateRun(input: $input) { run { id } } }', { input: { id, notes } }) // prettier-ignore

test('a run as it is, then as it becomes', async () => {
  const query = 'subscription ($id: ID!) { runUpdated(id: $id) { notes tags } }'
  const answers = await follow(query, { id: runIds[0] })
  expect(await answers.next()).toEqual({ runUpdated: { notes: '', tags: [] } })
  await update(runIds[1], 'not this one')
  await update(runIds[0], 'changed')
  expect(await answers.next()).toEqual({ runUpdated: { notes: 'changed', tags: [] } })
  answers.end()
  const none = await follow(query, { id: toGlobalId('TrainingRun', randomUUID()) })
  expect(await none.next()).toEqual({ runUpdated: null })
  expect(await none.isOver()).toBe(true)
})

test('who may not read a run hears no more of it than of one that does not exist', async () => {
  const query = 'subscription ($id: ID!) { runUpdated(id: $id) { notes } }'
  const stranger = { ...localActor, userId: 'stranger', siteAdmin: false, projects: new Map() }
  const answers = await follow(query, { id: runIds[0] }, stranger)
  expect(await answers.next()).toEqual({ runUpdated: null })
  await update(runIds[0], 'secret')
  expect(await answers.isOver()).toBe(true)
})

test('a right to read that ends is told once', async () => {
  const query = 'subscription ($id: ID!) { runUpdated(id: $id) { width } }'
  const rights = new Map([[requireId('Project', projectId), 'viewer' as const]])
  const reader = { ...localActor, userId: 'reader', siteAdmin: false, projects: rights }
  const answers = await follow(query, { id: runIds[0] }, reader)
  expect(await answers.next()).toEqual({ runUpdated: { width: 16 } })
  rights.clear()
  await update(runIds[0], 'secret')
  expect(await answers.next()).toEqual({ runUpdated: null })
  await update(runIds[0], 'more of it')
  expect(await answers.isOver()).toBe(true)
})

test.each([
  ['jobUpdated', 'Job'],
  ['sweepUpdated', 'Sweep'],
  ['analysisUpdated', 'Analysis'],
] as const)('%s ends with a record that is not there', async (field, type) => {
  const answers = await follow(`subscription ($id: ID!) { ${field}(id: $id) { id } }`, {
    id: toGlobalId(type, randomUUID()),
  })
  expect(await answers.next()).toEqual({ [field]: null })
  expect(await answers.isOver()).toBe(true)
})

test('only those with one of some ids', async () => {
  const answers = await follow(
    'subscription ($project: ID!, $ids: [ID!]) { runsUpdated(projectId: $project, filter: { id: { in: $ids } }) { runs { width } } }',
    { project: projectId, ids: [runIds[1]] },
  )
  expect(await answers.next()).toEqual({ runsUpdated: { runs: [{ width: 64 }] } })
  answers.end()
})

test('the runs of a project as they are, then those that change or go', async () => {
  const answers = await follow(
    'subscription ($project: ID!, $filter: RunFilter) { runsUpdated(projectId: $project, filter: $filter) { current runs { width } gone } }',
    { project: projectId, filter: { notes: { ne: 'away' } } },
  )
  expect(await answers.next()).toEqual({ runsUpdated: { current: true, runs: [{ width: 64 }, { width: 16 }], gone: [] } }) // prettier-ignore
  await update(runIds[0], 'here')
  expect(await answers.next()).toEqual({ runsUpdated: { current: false, runs: [{ width: 16 }], gone: [] } })
  await update(runIds[0], 'away')
  expect(await answers.next()).toEqual({ runsUpdated: { current: false, runs: [], gone: [runIds[0]] } })
  await ask(lab, 'mutation ($ids: [ID!]!) { deleteRuns(input: { ids: $ids }) { runs { id } } }', {
    ids: [runIds[1]],
  })
  expect(await answers.next()).toEqual({ runsUpdated: { current: false, runs: [], gone: [runIds[1]] } })
  answers.end()
})
