import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeMember } from './authorization/makers.ts'
import { mutations } from './authorization/mutations.ts'
import { openWorld, type Caller, type World } from './authorization/world.ts'

let world: World
beforeAll(async () => void (world = await openWorld()))
afterAll(() => world?.close())

const createToken = mutations.createApiToken.query

async function mint(caller: Caller, scope: string): Promise<{ token: string; id: string }> {
  const { createApiToken } = await world.must(caller, createToken, {
    input: { name: 'script', scope, days: 1 },
  })
  return { token: createApiToken.token, id: createApiToken.apiToken.id }
}

describe('an API token gives no rights that would outlive it', () => {
  let headers: Record<string, string>
  let whole: { token: string; id: string }
  beforeAll(async () => {
    whole = await mint('siteAdmin', 'ADMIN')
    headers = { authorization: `Bearer ${whole.token}` }
  })
  const ask = async (query: string, input: object) => {
    const response = await fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables: { input } }),
    })
    const { errors = [] } = (await response.json()) as {
      errors?: { message: string; extensions: { code: string } }[]
    }
    return errors.map(({ message, extensions }) => `${extensions.code} ${message}`).join()
  }

  test('it makes no tokens, however little they may do and however soon they end', async () => {
    const { token } = await mint('admin', 'READ')
    const before = headers
    for (const authorization of [`Bearer ${token}`, before.authorization]) {
      headers = { authorization }
      const refused = await ask(createToken, { name: 'longer', scope: 'READ', days: 1 })
      expect(refused).toMatch(/^FORBIDDEN An API token cannot make API tokens: .* Sign in to the lab/)
    }
    headers = before
  })

  test.each([
    ['inviteUser', async () => ({ email: 'accomplice@example.org', siteAdmin: true })],
    ['resetPassword', async () => ({ userId: world.users.admin })],
    ['updateUser', async () => ({ userId: world.users.stranger, siteAdmin: true })],
    ['updateUser', async () => ({ userId: world.users.stranger, disabled: false })],
    ['addMember', async () => ({ projectId: world.project, email: 'stranger@example.org', role: 'ADMIN' })],
    [
      'setRole',
      async () => ({ projectId: world.project, userId: (await makeMember(world)).id, role: 'ADMIN' }),
    ],
  ] as const)('%s takes somebody who is signed in', async (name, makeInput) => {
    const input = await makeInput()
    expect(await ask(mutations[name].query, input)).toMatch(/^FORBIDDEN An API token cannot /)
  })

  test('what takes rights away stays open to it', async () => {
    const { id: userId } = await makeMember(world)
    const projectId = world.project
    expect(await ask(mutations.setRole.query, { projectId, userId, role: 'VIEWER' })).toBe('')
    expect(await ask(mutations.removeMember.query, { projectId, userId })).toBe('')
    expect(await ask(mutations.updateUser.query, { userId, disabled: true })).toBe('')
  })

  test('it opens no session', async () => {
    for (const sent of [headers, { 'x-api-key': whole.token }]) {
      const session = await fetch(`${world.url}/api/auth/get-session`, { headers: sent })
      expect(await session.json()).toBeNull()
      const change = await fetch(`${world.url}/api/auth/change-password`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: world.url, ...sent },
        body: JSON.stringify({ currentPassword: 'correct horse battery', newPassword: 'another password' }),
      })
      expect(change.status).toBe(401)
      expect(change.headers.getSetCookie()).toEqual([])
    }
  })
})
