import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inviteUser, localActor, type Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import express from 'express'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openAccess, type Access } from './access.ts'
import { serveProvider } from './testing/serve-provider.ts'

let lab: Lab
let access: Access
let server: Server
let url: string
let provider: Awaited<ReturnType<typeof serveProvider>>

beforeAll(async () => {
  // The provider warns that it is a toy.
  for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => {})
  lab = await openTestLab()
  const app = express()
  server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  provider = await serveProvider({ redirectUri: `${url}/api/auth/callback/oidc` })
  access = await openAccess(lab, {
    url,
    oidc: {
      issuer: provider.issuer,
      clientId: 'mitoscope',
      clientSecret: 'secret of the client',
      name: 'Test',
    },
  })
  app.use(access.router!)
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await provider.close()
  await lab.close()
})

/** A browser: follows redirects over both servers, keeps the cookies of each, and submits the provider's forms. */
async function signIn(account: string): Promise<{ readonly location: string; readonly cookie: string }> {
  const jars = new Map<string, Map<string, string>>()
  let next = new URL(`${url}/sign-in/oidc?next=/graphql`)
  let body: URLSearchParams | undefined
  for (let step = 0; step < 20; step++) {
    const jar = jars.get(next.origin) ?? new Map<string, string>()
    jars.set(next.origin, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(next, {
      redirect: 'manual',
      headers: { cookie },
      method: body ? 'POST' : 'GET',
      body,
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    body = undefined
    const location = response.headers.get('location')
    if (location !== null) {
      next = new URL(location, next)
      const { pathname, origin } = next
      if (origin === url && !pathname.startsWith('/api/') && pathname !== '/sign-in/oidc') {
        const own = [...(jars.get(url) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
        return { location: pathname + next.search, cookie: own }
      }
      continue
    }
    const html = await response.text()
    const [, action] = /action="([^"]+)"/.exec(html) ?? []
    if (action === undefined) throw new Error(`${response.status} at ${next.href}: ${html.slice(0, 500)}`)
    const [, prompt] = /name="prompt" value="([^"]+)"/.exec(html) ?? []
    next = new URL(action, next)
    body = new URLSearchParams({ prompt: prompt ?? 'login', login: account, password: 'any' })
  }
  throw new Error('Too many redirects')
}

/** Returns what the page says to which a failed sign-in led. */
const readProblem = async (location: string) => (await fetch(`${url}${location}`)).text()

const whoIs = (cookie: string) => access.authenticate({ headers: { cookie } })

test('who was invited gets an account from the provider, and what the invitation promised', async () => {
  await inviteUser(lab, localActor, { email: 'grace@example.org', siteAdmin: true })
  const { location, cookie } = await signIn('grace')
  expect(location).toBe('/graphql')
  expect(await whoIs(cookie)).toMatchObject({ name: 'grace', siteAdmin: true })
  // Now that there is an account, it is signed in to.
  const again = await signIn('grace')
  expect((await whoIs(again.cookie))?.userId).toBe((await whoIs(cookie))?.userId)
  expect(await lab.db.selectFrom('auditEvent').select('action').execute()).toEqual([
    { action: 'inviteUser' },
    { action: 'acceptInvitation' },
    { action: 'signIn' },
    { action: 'signIn' },
  ])
})

test('who was not invited gets none', async () => {
  const { location, cookie } = await signIn('mallory')
  expect(location).toMatch(/^\/sign-in\?error=/)
  expect(await readProblem(location)).toContain('was not invited')
  expect(await whoIs(cookie)).toBeUndefined()
})

test('an address that the provider does not vouch for is nobody’s', async () => {
  await inviteUser(lab, localActor, { email: 'unverified@example.org' })
  const { location } = await signIn('unverified')
  expect(location).toMatch(/^\/sign-in\?error=/)
  expect(await readProblem(location)).toContain('Have it verified there')
  expect(await lab.db.selectFrom('authUser').select('email').execute()).toEqual([
    { email: 'grace@example.org' },
  ])
})

test('an account is not given to an address that the provider does not vouch for', async () => {
  const email = 'unverified@example.org'
  const values = { id: 'unverified', name: 'Una', email, emailVerified: true }
  await lab.db.insertInto('authUser').values(values).execute()
  const { location, cookie } = await signIn('unverified')
  expect(await whoIs(cookie)).toBeUndefined()
  expect(await readProblem(location)).toContain('Sign in with the password of the account')
  await lab.db.deleteFrom('authUser').where('id', '=', 'unverified').execute()
})

test('whoever comes back from the provider in another browser, or turned away, is told so', async () => {
  const comeBack = async (query: string, cookie = '') => {
    const response = await fetch(`${url}/api/auth/callback/oidc?${query}`, {
      redirect: 'manual',
      headers: { cookie },
    })
    const { pathname, search } = new URL(response.headers.get('location')!, url)
    return readProblem(pathname + search)
  }
  expect(await comeBack('code=x')).toContain('Allow cookies of this lab')
  expect(await comeBack('code=x&state=unknown')).toContain('Allow cookies of this lab')
  const begun = await fetch(`${url}/sign-in/oidc`, { redirect: 'manual' })
  const state = new URL(begun.headers.get('location')!).searchParams.get('state')
  const cookie = begun.headers.getSetCookie().map((line) => line.split(';')[0])
  const denied = await comeBack(`error=access_denied&state=${state}`, cookie.join('; '))
  expect(denied).toContain('did not let you in')
  expect(await readProblem('/sign-in?error=anything-else')).toContain('Its log says why')
})

test('a closed account stays closed', async () => {
  await lab.db.updateTable('authUser').set({ disabledAt: new Date() }).execute()
  const { cookie, location } = await signIn('grace')
  expect(await whoIs(cookie)).toBeUndefined()
  expect(await readProblem(location)).toContain('This account is disabled')
})
