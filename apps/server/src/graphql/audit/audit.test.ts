import { localActor, type Actor, type Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../testing/ask.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

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
