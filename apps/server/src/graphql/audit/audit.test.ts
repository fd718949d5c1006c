import { localActor, type Actor, type Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../testing/ask.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

test('entries are filtered, ordered and limited to a project', async () => {
  for (const name of ['first', 'second'])
    await ask(lab, 'mutation ($name: String!) { createProject(input: { name: $name }) { project { id } } }', { name }) // prettier-ignore
  const { data } = await ask(lab, '{ projects(filter: { name: { eq: "second" } }) { nodes { id } } }')
  const list = async (args: string) => {
    const found = await ask(
      lab,
      `query ${args.includes('$project') ? '($project: ID)' : ''} { auditTrail(${args}) { nodes { project { name } } } }`,
      { project: data.projects.nodes[0].id },
    )
    expect(found.errors).toEqual([])
    return found.data.auditTrail.nodes.map(({ project }: { project: { name: string } }) => project.name)
  }
  const created = 'filter: { action: { startsWith: "create" }, at: { gt: "2026-01-01" } }'
  expect(await list(`${created}, projectId: $project`)).toEqual(['second'])
  expect(await list(`${created}, orderBy: [{ field: AT }], first: 2`)).toEqual(['first', 'second'])
  expect(await list('projectId: $project, filter: { NOT: [{ action: { eq: "createProject" } }] }')).toEqual(
    [],
  )
})

test.each([
  ['jobs', 'field: FINISHED_AT'],
  ['sweeps', 'field: NAME'],
  ['pairComparisons', 'field: FINISHED_AT'],
  ['workers', 'field: STARTED_AT'],
  ['users', 'field: NAME'],
  ['models', 'field: RUNS'],
  ['projects', 'field: NAME'],
])('%s are ordered by several fields', async (list, order) => {
  const orderBy = `[{ ${order}, direction: DESC }, { ${order} }]`
  expect((await ask(lab, `{ ${list}(orderBy: ${orderBy}) { nodes { id } } }`)).errors).toEqual([])
})

test('an entry of the audit trail has an id, by which those who may read it read it again', async () => {
  await ask(lab, 'mutation { createProject(input: { name: "vision" }) { project { id } } }')
  const { data } = await ask(lab, '{ auditTrail { nodes { id action } } }')
  const [entry] = data.auditTrail.nodes
  const read = async (id: string, actor: Actor) =>
    (await ask(lab, 'query ($id: ID!) { node(id: $id) { id ... on AuditEvent { action } } }', { id }, actor))
      .data.node
  expect(await read(entry.id, localActor)).toEqual(entry)
  expect(await read(entry.id, { ...localActor, siteAdmin: false, projects: new Map() })).toBeNull()
  expect(await read(Buffer.from('AuditEvent:999').toString('base64url'), localActor)).toBeNull()
})
