import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { createProject } from '../projects/create-project.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { acceptByProvider } from './accept-by-provider.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { countUsers } from './find-users.ts'
import { consumeInvitation, findInvitation } from './invitation.ts'
import { inviteFirstAdmin } from './invite-first-admin.ts'
import { inviteUser } from './invite-user.ts'
import { resetPassword } from './reset-password.ts'
import { makeUser } from './testing/make-user.ts'
import { updateUser } from './update-user.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())
const passwordHash = 'a hash'

test('the first administrator comes by the link of any server, and there is one', async () => {
  const first = await inviteFirstAdmin(lab)
  const second = await inviteFirstAdmin(lab)
  const accept = (given: string | undefined, email: string) =>
    acceptInvitation(lab, { token: given!, name: 'Ada', email, passwordHash })
  const results = await Promise.allSettled([
    accept(first, 'ada@example.org'),
    accept(second, 'eve@example.org'),
    accept(second, 'eve@example.org'),
  ])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  expect(await countUsers(lab)).toBe(1)
  await expect(accept(second, 'eve@example.org')).rejects.toThrow('This link is invalid: it was used')
  expect(await inviteFirstAdmin(lab)).toBeUndefined()
})

test('an invitation makes one account, with its roles', async () => {
  const project = await createProject(lab, localActor, { name: 'invited to' })
  const projects = [{ projectId: project.id, role: 'editor' as const }]
  const { token } = await inviteUser(lab, localActor, { email: 'Grace@Example.org', projects })
  const user = await acceptInvitation(lab, { token, name: 'Grace', email: 'eve@example.org', passwordHash })
  expect(user).toMatchObject({ email: 'grace@example.org', siteAdmin: false })
  await expect(acceptInvitation(lab, { token, name: 'Eve', passwordHash })).rejects.toThrow(
    'This link is invalid: it was used',
  )
  expect(
    await lab.db.selectFrom('projectMember').selectAll().where('userId', '=', user.id).execute(),
  ).toMatchObject(projects)
})

test('a link ends by time and by a newer one', async () => {
  const first = await inviteUser(lab, localActor, { email: 'late@example.org' })
  const second = await inviteUser(lab, localActor, { email: 'late@example.org' })
  expect(await findInvitation(lab, first.token)).toBeUndefined()
  expect(await findInvitation(lab, second.token)).toBeDefined()
  await lab.db
    .updateTable('accountInvitation')
    .set({ expiresAt: new Date(0) })
    .execute()
  expect(await findInvitation(lab, second.token)).toBeUndefined()
})

test('only hashes of links are kept', async () => {
  const { token } = await inviteUser(lab, localActor, { email: 'hashed@example.org' })
  const kept = await lab.db.selectFrom('accountInvitation').selectAll().execute()
  expect(JSON.stringify(kept)).not.toContain(token)
})

test('a reset ends the sessions that are open and the tokens, with a trace of each', async () => {
  const user = await makeUser(lab, 'reset')
  await lab.db
    .insertInto('authSession')
    .values({ id: 's', userId: user.id, expiresAt: new Date(), token: 't', updatedAt: new Date() } as never)
    .execute()
  const others = await makeUser(lab, 'other')
  await lab.db
    .insertInto('apiToken')
    .values([makeToken('stolen', user.id), makeToken('kept', others.id)])
    .execute()
  const { token } = await resetPassword(lab, localActor, user.id)
  expect(await listTokenNames()).toEqual(['kept', 'stolen'])
  await acceptInvitation(lab, { token, name: '', passwordHash })
  expect(await lab.db.selectFrom('authSession').selectAll().execute()).toEqual([])
  expect(await listTokenNames()).toEqual(['kept'])
  const revoked = await lab.db
    .selectFrom('auditEvent')
    .select(['userId', 'subject', 'detail'])
    .where('action', '=', 'revokeApiToken')
    .execute()
  expect(revoked).toEqual([
    { userId: user.id, subject: 'token stolen', detail: { name: 'stolen', userId: user.id } },
  ])
  const accounts = await lab.db.selectFrom('authAccount').selectAll().where('userId', '=', user.id).execute()
  expect(accounts).toMatchObject([{ providerId: 'credential', password: passwordHash }])
})

const makeToken = (name: string, referenceId: string) =>
  ({
    id: name,
    name,
    referenceId,
    configId: 'default',
    key: name,
    createdAt: new Date(),
    updatedAt: new Date(),
  }) as never

const listTokenNames = async () =>
  (await lab.db.selectFrom('apiToken').select('name').orderBy('name').execute()).map(({ name }) => name)

test('one administrator is always left', async () => {
  const admins = await lab.db.selectFrom('authUser').select('id').where('siteAdmin', '=', true).execute()
  const userId = admins[0].id
  expect(admins).toHaveLength(1)
  await expect(updateUser(lab, localActor, { userId, siteAdmin: false })).rejects.toThrow(
    'the only administrator',
  )
  await expect(updateUser(lab, localActor, { userId, disabled: true })).rejects.toThrow(
    'the only administrator',
  )
  await makeUser(lab, 'second', true)
  expect(await updateUser(lab, localActor, { userId, disabled: true })).toMatchObject({ siteAdmin: true })
})

test.each([
  ['is disabled', { disabled: true }],
  ['is no administrator any more', { siteAdmin: false }],
] as const)('links are void once their maker %s', async (title, change) => {
  const name = title.replaceAll(' ', '-')
  await makeUser(lab, `remains-${name}`, true)
  const maker = await makeUser(lab, `maker-${name}`, true)
  const user = await makeUser(lab, `user-${name}`)
  const actor = await maker.actor()
  const email = `friend-${name}@example.org`
  const invited = await inviteUser(lab, actor, { email, siteAdmin: true })
  const reset = await resetPassword(lab, actor, user.id)
  expect(await findInvitation(lab, invited.token)).toBeDefined()
  await acceptByProvider.before(lab, email)
  await updateUser(lab, localActor, { userId: maker.id, ...change })
  for (const { token, invitation } of [invited, reset]) {
    expect(await findInvitation(lab, token)).toBeUndefined()
    expect(await consumeInvitation(lab.db, invitation.id)).toBeUndefined()
    await expect(acceptInvitation(lab, { token, name: 'Friend', passwordHash })).rejects.toThrow(
      'no longer an administrator',
    )
  }
  await expect(acceptByProvider.before(lab, email)).rejects.toThrow('was not invited')
})

test('links of the command line, which no user made, stay', async () => {
  const { token } = await inviteUser(lab, localActor, { email: 'shell@example.org' })
  expect(await acceptInvitation(lab, { token, name: 'Shell', passwordHash })).toMatchObject({
    email: 'shell@example.org',
  })
})
