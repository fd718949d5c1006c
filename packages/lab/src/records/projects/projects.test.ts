import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor, type Actor } from '../access/actor.ts'
import type { LabEvent } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { createProject } from './create-project.ts'
import { findProject } from './find-projects.ts'
import { listProjects } from './list-projects.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

test('a project is made once, announced, and seen by its members only', async () => {
  const seen: LabEvent[] = []
  const stop = lab.events.subscribe((event) => seen.push(event))
  const project = await createProject(lab, localActor, { name: ' vision ' })
  expect(project.name).toBe('vision')
  await expect.poll(() => seen).toEqual([{ kind: 'project', id: project.id, projectId: project.id }])
  stop()
  await expect(createProject(lab, localActor, { name: 'Vision' })).rejects.toThrow(
    'There is a project named "Vision" already',
  )
  const stranger: Actor = { ...localActor, userId: 'u', projects: new Map(), siteAdmin: false }
  expect(await findProject(lab, stranger, project.id)).toBeUndefined()
  expect((await listProjects(lab, stranger, {})).nodes).toEqual([])
  expect((await listProjects(lab, localActor, {})).nodes.map(({ name }) => name)).toEqual(['vision'])
})

test('every write leaves a trace', async () => {
  const { id } = await createProject(lab, localActor, { name: 'traced' })
  const events = await lab.db.selectFrom('auditEvent').selectAll().where('projectId', '=', id).execute()
  expect(events).toMatchObject([{ actor: 'local', action: 'createProject', subject: `project ${id}` }])
})
