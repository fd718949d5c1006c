import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import { makeUser } from '../accounts/testing/make-user.ts'
import type { LabEvent } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { createProject } from '../projects/create-project.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { addMember } from './add-member.ts'
import { findMembers } from './find-members.ts'
import { removeMember } from './remove-member.ts'
import { setRole } from './set-role.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

test('an admin shares a project, and one admin is always left', async () => {
  const [ada, bob] = [await makeUser(lab, 'ada', true), await makeUser(lab, 'bob')]
  const { id: projectId } = await createProject(lab, await ada.actor(), { name: 'shared' })
  const change = { projectId, userId: ada.id }

  await expect(removeMember(lab, await ada.actor(), change)).rejects.toThrow('the only admin')
  await expect(setRole(lab, await ada.actor(), { ...change, role: 'viewer' })).rejects.toThrow(
    'the only admin',
  )
  await addMember(lab, await ada.actor(), { projectId, email: ' BOB@example.org', role: 'admin' })
  await expect(
    addMember(lab, await ada.actor(), { projectId, email: bob.email, role: 'viewer' }),
  ).rejects.toThrow('bob@example.org is admin here already')
  await removeMember(lab, await bob.actor(), change)

  const members = (await findMembers(lab, await bob.actor(), [projectId])).get(projectId)
  expect(members).toMatchObject([{ role: 'admin', user: { name: 'bob' } }])
})

test('two admins cannot remove each other at once', async () => {
  const [eve, mal] = [await makeUser(lab, 'eve'), await makeUser(lab, 'mal')]
  const { id: projectId } = await createProject(lab, localActor, { name: 'contended' })
  for (const { email } of [eve, mal]) await addMember(lab, localActor, { projectId, email, role: 'admin' })
  const [one, other] = [await eve.actor(), await mal.actor()]
  const results = await Promise.allSettled([
    removeMember(lab, one, { projectId, userId: mal.id }),
    removeMember(lab, other, { projectId, userId: eve.id }),
  ])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('whose rights change is told to everyone', async () => {
  const kim = await makeUser(lab, 'kim')
  const { id: projectId } = await createProject(lab, localActor, { name: 'told' })
  const seen: LabEvent[] = []
  const stop = lab.events.subscribe((event) => event.kind === 'access' && seen.push(event))
  await addMember(lab, localActor, { projectId, email: kim.email, role: 'viewer' })
  await removeMember(lab, localActor, { projectId, userId: kim.id })
  await expect.poll(() => seen.map(({ id }) => id)).toEqual([kim.id, kim.id])
  stop()
})
