import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { openStaging } from '@mitoscope/lab'
import { startServer, toGlobalId } from '@mitoscope/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mutations, subscriptions } from './authorization/all-cases.ts'
import { makeResult } from './authorization/downloads.ts'
import { makeMember, makeRepresentation, makeRun, signInAs } from './authorization/makers.ts'
import { openSocket } from './authorization/open-socket.ts'
import { openWorld, password, recordId, type Answer, type Caller, type World } from './authorization/world.ts'

let world: World
beforeAll(async () => void (world = await openWorld()))
afterAll(() => world?.close())

const createToken = mutations.createApiToken.query
const tus = { 'tus-resumable': '1.0.0' }
const patch = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }

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
    ['resetPassword', async () => ({ id: world.users.admin })],
    ['updateUser', async () => ({ id: world.users.stranger, siteAdmin: true })],
    ['updateUser', async () => ({ id: world.users.stranger, disabled: false })],
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
    expect(await ask(mutations.updateUser.query, { id: userId, disabled: true })).toBe('')
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

/** Every way in which somebody's rights end; each takes a member with a session, and a token or session that asks. */
const ends: Readonly<Record<string, (member: Guest) => Promise<unknown>>> = {
  'the member left the project': ({ id }) =>
    world.must('admin', mutations.removeMember.query, { input: { projectId: world.project, userId: id } }),
  'the account was disabled': ({ id }) =>
    world.must('siteAdmin', mutations.updateUser.query, { input: { id, disabled: true } }),
  'the token was revoked': ({ tokenId }) =>
    world.must('siteAdmin', mutations.revokeApiToken.query, { input: { id: tokenId } }),
  'the token expired': ({ tokenId }) =>
    world.lab.db
      .updateTable('apiToken')
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where('id', '=', recordId(tokenId))
      .execute(),
  'the session was signed out': ({ session }) =>
    fetch(`${world.url}/sign-out`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: world.url, ...session },
    }),
  'the password was changed in another session': async ({ email }) => {
    const headers = { 'content-type': 'application/json', origin: world.url }
    const call = (path: string, body: object, more = {}) =>
      fetch(`${world.url}/api/auth/${path}`, {
        method: 'POST',
        headers: { ...headers, ...more },
        body: JSON.stringify(body),
      })
    const entered = await call('sign-in/email', { email, password })
    const cookie = entered.headers.getSetCookie()[0].split(';')[0]
    const passwords = { currentPassword: password, newPassword: 'another password' }
    expect((await call('change-password', passwords, { cookie })).status).toBe(200)
  },
  'the password was reset by a link, and with it the session': ({ email }) => signInAs(world, email),
  'the password was reset by a link, and with it the token': ({ email }) => signInAs(world, email),
  'the session expired': ({ id }) =>
    world.lab.db
      .updateTable('authSession')
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where('userId', '=', recordId(id))
      .execute(),
}

interface Guest {
  readonly id: string
  readonly email: string
  readonly session: Record<string, string>
  readonly tokenId: string
  readonly bearer: Record<string, string>
}

/** An editor of the project with a session and a token. */
async function makeGuest(): Promise<Guest> {
  const { id, email } = await makeMember(world)
  await world.must('admin', mutations.setRole.query, {
    input: { projectId: world.project, userId: id, role: 'EDITOR' },
  })
  const session = await signInAs(world, email)
  const { createApiToken } = await mustAs(session, createToken, { name: 'script', scope: 'WRITE' })
  return {
    id,
    email,
    session,
    tokenId: createApiToken.apiToken.id,
    bearer: { authorization: `Bearer ${createApiToken.token}` },
  }
}

async function mustAs(headers: Record<string, string>, query: string, input: object) {
  const answer = await fetch(`${world.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables: { input } }),
  })
  const { data, errors } = (await answer.json()) as Answer
  if (errors || !data) throw new Error(JSON.stringify(errors))
  return data
}

describe.each(Object.entries(ends))('once %s', (title, end) => {
  const takesToken = title.includes('token')

  test('signed URLs act no longer, however long they were good for', async () => {
    const guest = await makeGuest()
    const headers = takesToken ? guest.bearer : guest.session
    const { id: representationId } = await makeRepresentation(world)
    const analysisId = await makeResult(world)
    const file = Buffer.from('abc')
    const { createUpload } = await mustAs(headers, mutations.createUpload.query, {
      runId: await makeRun(world),
      fileName: 'abc.npz',
      bytes: file.length,
      sha256: createHash('sha256').update(file).digest('hex'),
    })
    const asked = await fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({
        query: `query ($ids: [ID!]!) { nodes(ids: $ids) {
          ... on Representation { downloadUrl } ... on Analysis { resultUrl arrays { npyUrl csvUrl } }
        } }`,
        variables: { ids: [representationId, toGlobalId('Analysis', analysisId)] },
      }),
    })
    const [{ downloadUrl }, { resultUrl, arrays }] = ((await asked.json()) as Answer).data!.nodes
    const urls = [downloadUrl, resultUrl, arrays[0].npyUrl, arrays[0].csvUrl] as string[]
    const status = async (path: string, init?: RequestInit) => {
      const response = await fetch(world.url + path, init)
      return [response.status, await response.text()] as const
    }
    for (const url of urls) expect((await status(url))[0]).toBe(200)
    await end(guest)
    for (const url of urls)
      expect(await status(url)).toEqual([403, expect.stringContaining('The rights of whoever asked')])
    const { uploadUrl } = createUpload
    for (const [method, more] of [
      ['PUT', {}],
      ['HEAD', tus],
      ['PATCH', patch],
      ['DELETE', tus],
    ] as const) {
      const body = method === 'PUT' || method === 'PATCH' ? file : undefined
      expect((await status(uploadUrl, { method, headers: more, body }))[0], method).toBe(403)
    }
  })

  test('an upload that was let in before is not finished', async () => {
    const guest = await makeGuest()
    const { createUpload } = await mustAs(
      takesToken ? guest.bearer : guest.session,
      mutations.createUpload.query,
      { runId: await makeRun(world), fileName: 'late.npz', bytes: 6, sha256: '0'.repeat(64) },
    )
    const uploadId = recordId(createUpload.upload.id)
    const sent = (['PUT', 'PATCH'] as const).map((method) => {
      const headers = { ...(method === 'PATCH' && patch), 'content-length': '6' }
      const sending = request(world.url + createUpload.uploadUrl, { method, headers })
      const answered = new Promise<number>((resolve, reject) => {
        sending.on('response', (response) => resolve(response.resume().statusCode!)).on('error', reject)
      })
      sending.write('abc')
      return { sending, answered }
    })
    const staging = openStaging(world.lab)
    const countLanding = async () => {
      let count = 0
      for await (const name of staging.list()) if (name.startsWith(uploadId)) count++
      return count
    }
    await expect.poll(countLanding).toBe(sent.length)
    await end(guest)
    for (const { sending } of sent) sending.end('def')
    for (const { answered } of sent) expect(await answered).toBe(403)
    const found = await world.lab.db
      .selectFrom('upload')
      .select('state')
      .where('id', '=', uploadId)
      .executeTakeFirst()
    expect(found).toEqual({ state: 'receiving' })
  })

  if (!title.endsWith('expired'))
    test('sockets on every server of the lab are closed at once', async () => {
      const guest = await makeGuest()
      const other = await startServer(world.lab, { port: 0, team: { url: world.url } })
      const headers = { ...world.headers, viewer: takesToken ? guest.bearer : guest.session }
      const sockets = [world.url, other.url].map((url) => openSocket({ ...world, url, headers }, 'viewer'))
      for (const socket of sockets) {
        socket.follow(subscriptions.jobsUpdated.query, { project: world.project })
        await socket.catchUp()
      }
      await end(guest)
      // The sockets ask anew twice a minute by themselves: this is sooner.
      const late = setTimeout(10_000, 'still open')
      for (const socket of sockets) expect(await Promise.race([socket.closed, late])).toBe(1012)
      await other.close()
    })
})

test('a signed URL opens its own file alone, however its path is written', async () => {
  const [own, other] = [await makeRepresentation(world), await makeRepresentation(world)].map(({ id }) => id)
  const { node } = await world.must(
    'viewer',
    'query ($id: ID!) { node(id: $id) { ... on Representation { downloadUrl } } }',
    { id: own },
  )
  const [path, query] = (node.downloadUrl as string).split('?')
  const { createUpload } = await world.must('editor', mutations.createUpload.query, {
    input: { runId: await makeRun(world), fileName: 'a.npz', bytes: 3, sha256: '0'.repeat(64) },
  })
  const uploadPath = (createUpload.uploadUrl as string).split('?')[0]
  const server = new URL(world.url)
  // fetch would resolve the path before it is sent.
  const send = (method: string, raw: string) =>
    new Promise<number>((resolve, reject) => {
      request({ host: server.hostname, port: server.port, method, path: raw })
        .on('response', (response) => resolve(response.resume().statusCode!))
        .on('error', reject)
        .end(method === 'PUT' ? 'abc' : undefined)
    })
  expect(await send('GET', `${path}?${query}`)).toBe(200)
  for (const steps of ['=\\..\\', '%3D\\..\\', '=\\%2e%2e\\', '=%5C..%5C', '/../', '%2F..%2F', '=/../']) {
    expect(await send('GET', `/files/representations/${other}${steps}${own}?${query}`), steps).not.toBe(200)
    const up = steps.replace('..', `..${steps.at(-1)}..`)
    const target = `${uploadPath}${up}representations${steps.at(-1)}${own}?${query}`
    expect(await send('PUT', target), target).not.toBe(201)
    expect([403, 404, 400]).toContain(await send('PUT', target))
  }
})
