import { createHash } from 'node:crypto'
import { inviteUser, localActor, type Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveAccounts, type AccountsServer } from './testing/serve-accounts.ts'

const password = 'correct horse'
const home = '198.51.100.1'
let lab: Lab
let server: AccountsServer
let post: AccountsServer['post']
let url: string

beforeAll(async () => {
  lab = await openTestLab()
  server = await serveAccounts(lab)
  ;({ url, post } = server)
  for (const name of ['ada', 'bob']) {
    const { token } = await inviteUser(lab, localActor, { email: `${name}@example.org` })
    expect((await post('/welcome', { token, name, password }, home)).status).toBe(303)
  }
})
afterAll(async () => {
  await server.close()
  await lab.close()
})

const signIn = async (name: string, given: string, from: string) =>
  (await post('/sign-in', { email: `${name}@example.org`, password: given }, from)).status
const signInByApi = (name: string, given: string, from: string) =>
  fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { origin: url, 'x-forwarded-for': from, 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${name}@example.org`, password: given }),
  })

/** Records a number of failures. */
async function fail(key: string, failures: number): Promise<void> {
  const values = { key, failures, lastAt: new Date(), openAt: new Date(0) }
  await lab.db.insertInto('signInAttempt').values(values).execute()
}

test('who guesses behind a proxy does not lock out the others behind it', async () => {
  await fail('address 203.0.113.66', 9)
  expect(await signIn('nobody', 'guess', '203.0.113.66')).toBe(401)
  expect(await signIn('bob', password, '203.0.113.66')).toBe(429)
  expect(await signIn('bob', password, '198.51.100.2')).toBe(303)
})

test('guesses from many addresses are held back at both doors, but where somebody signed in before', async () => {
  const account = createHash('sha256').update('ada@example.org').digest('base64url')
  await fail(`account ${account}`, 13)
  expect(await signIn('ada', 'guess', '203.0.113.1')).toBe(401)
  expect(await signIn('ada', password, '203.0.113.2')).toBe(429)
  const refused = await signInByApi('ada', password, '203.0.113.3')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60)
  expect(((await refused.json()) as Error).message).toContain('Too many failed attempts. Try again in ')
  expect(await signIn('ada', password, home)).toBe(303)
})
