import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { countUsers, createToken, revokeToken, type Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { getMigrations } from 'better-auth/db/migration'
import express from 'express'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openAccess, type Access } from './access.ts'
import { describeAccounts } from './open-accounts.ts'
import { requireTeam } from './team-accounts.ts'

let lab: Lab
let access: Access
let server: Server
let url: string
const lines: string[] = []

beforeAll(async () => {
  lab = await openTestLab()
  const app = express()
  server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const log = { ...lab.log, warn: (line: string) => void lines.push(line) } as unknown as Lab['log']
  access = await openAccess({ ...lab, log }, { url })
  app.use(access.router!)
  app.get('/whoami', async (request, response) => {
    const actor = await access.authenticate(request)
    response.json(
      actor ? { ...actor, projects: Object.fromEntries(actor.projects as Map<string, string>) } : null,
    )
  })
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await lab.close()
})

function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(`${url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, ...headers },
    body: new URLSearchParams(fields),
  })
}
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
const whoami = async (headers: Record<string, string>) => (await fetch(`${url}/whoami`, { headers })).json()

const changePassword = (cookie: string, body: object) =>
  fetch(`${url}/api/auth/change-password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, cookie },
    body: JSON.stringify(body),
  })

/** Counts the statements that reach the database during a run. */
async function countStatements(run: () => Promise<unknown>): Promise<number> {
  const spy = vi.spyOn(Object.getPrototypeOf(lab.db.getExecutor()), 'executeQuery')
  await run()
  const { length } = spy.mock.calls
  spy.mockRestore()
  return length
}

test('the sign-in library finds every table and column that it asks for', async () => {
  const { toBeCreated, toBeAdded } = await getMigrations(
    describeAccounts(lab, { url, secret: 'x'.repeat(40) }),
  )
  expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] })
})

const admin = { name: 'Ada', email: 'Ada@example.org', password: 'correct horse' }

test('the link in the log makes the first account, once', async () => {
  const [, token] = /welcome\?token=(\S+)/.exec(lines.join('\n')) ?? []
  expect(await (await fetch(`${url}/welcome?token=${token}`)).text()).toContain('Make account')
  expect((await post('/welcome', { token, ...admin, password: 'short' })).status).toBe(400)
  const made = await post('/welcome', { token, ...admin })
  expect([made.status, made.headers.get('location')]).toEqual([303, '/'])
  expect(await whoami({ cookie: cookieOf(made) })).toMatchObject({
    name: 'Ada',
    siteAdmin: true,
    scope: 'admin',
    tokenId: null,
  })
  expect((await post('/welcome', { token, ...admin, email: 'eve@example.org' })).status).toBe(410)
  expect(await countUsers(lab)).toBe(1)
})

test('signing in takes the password, signing out ends the session', async () => {
  expect((await post('/sign-in', { ...admin, password: 'wrong horse' })).status).toBe(401)
  const entered = await post('/sign-in', { ...admin, next: '//evil.example' })
  expect(entered.headers.get('location')).toBe('/')
  const cookie = cookieOf(entered)
  expect(entered.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/)
  expect(await whoami({ cookie })).toMatchObject({ name: 'Ada' })
  await post('/sign-out', {}, { cookie })
  expect(await whoami({ cookie })).toBeNull()
})

test('who asks is known by two statements, and one for a token that was just used', async () => {
  const cookie = cookieOf(await post('/sign-in', admin))
  const actor = (await access.authenticate({ headers: { cookie } }))!
  const { token } = await createToken(lab, actor, { name: 'counted', scope: 'editor' }, requireTeam(lab).mint)
  const authorization = `Bearer ${token}`
  expect(await countStatements(() => access.authenticate({ headers: { cookie } }))).toBe(2)
  expect(await countStatements(() => access.authenticate({ headers: { authorization } }))).toBe(2)
  expect(await countStatements(() => access.authenticate({ headers: { authorization } }))).toBe(1)
})

test('a token is told once, kept as a hash, and counts for no more than its scope', async () => {
  const cookie = cookieOf(await post('/sign-in', admin))
  const actor = (await access.authenticate({ headers: { cookie } }))!
  const made = await createToken(
    lab,
    actor,
    { name: 'script', scope: 'viewer', days: 7 },
    requireTeam(lab).mint,
  )
  expect(made.token).toMatch(/^mito_[A-Za-z]{64}$/)
  expect(made.token.startsWith(made.apiToken.prefix)).toBe(true)
  const kept = JSON.stringify(await lab.db.selectFrom('apiToken').selectAll().execute())
  expect(kept).not.toContain(made.token)
  const sent = { authorization: `Bearer ${made.token}`, cookie }
  expect(await whoami(sent)).toMatchObject({ name: 'Ada', scope: 'viewer', tokenId: made.apiToken.id })
  // A token that does not count is not helped by a cookie.
  expect(await whoami({ authorization: `Bearer ${made.token}x`, cookie })).toBeNull()
  await revokeToken(lab, actor, made.apiToken.id)
  expect(await whoami(sent)).toBeNull()
})

test('signing in and a changed password leave a trace', async () => {
  const count = async () => {
    const events = await lab.db.selectFrom('auditEvent').select(['action', 'actor', 'subject']).execute()
    const own = events.filter(({ action }) => action === 'signIn' || action === 'changePassword')
    expect(own.every(({ actor, subject }) => actor === 'Ada' && subject.startsWith('user '))).toBe(true)
    return own.map(({ action }) => action)
  }
  const before = await count()
  let cookie = cookieOf(await post('/sign-in', admin))
  const change = (currentPassword: string, newPassword: string) =>
    changePassword(cookie, { currentPassword, newPassword })
  expect((await change('wrong horse', 'other horse')).status).toBe(400)
  const changed = await change(admin.password, 'other horse')
  expect(changed.status).toBe(200)
  cookie = cookieOf(changed)
  expect((await change('other horse', admin.password)).status).toBe(200)
  expect((await count()).slice(before.length)).toEqual(['signIn', 'changePassword', 'changePassword'])
})

test.each([{}, { revokeOtherSessions: false }])(
  'a changed password ends every session but that of who changed it, asked as %j',
  async (more) => {
    const [own, other] = [cookieOf(await post('/sign-in', admin)), cookieOf(await post('/sign-in', admin))]
    const passwords = { currentPassword: admin.password, newPassword: admin.password }
    const changed = await changePassword(own, { ...passwords, ...more })
    expect(changed.status).toBe(200)
    expect(await whoami({ cookie: other })).toBeNull()
    expect(await whoami({ cookie: own })).toBeNull()
    expect(await whoami({ cookie: cookieOf(changed) })).toMatchObject({ name: 'Ada' })
  },
)

test('nobody signs up by themselves', async () => {
  const response = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ ...admin, email: 'eve@example.org' }),
  })
  expect(response.status).toBe(404)
  expect(await countUsers(lab)).toBe(1)
})

test('guessing passwords is slowed down, whatever address the client claims', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 12; i++) {
    const forged = { 'x-mitoscope-client': `10.0.0.${i}`, 'x-forwarded-for': `10.0.0.${i}` }
    statuses.push((await post('/sign-in', { ...admin, password: `guess ${i}` }, forged)).status)
  }
  expect(statuses.at(-1)).toBe(429)
})
