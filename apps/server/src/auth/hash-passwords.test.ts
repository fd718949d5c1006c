import { randomBytes, scrypt } from 'node:crypto'
import { defaultKeyHasher } from '@better-auth/api-key'
import { createToken, findActorOfUser, inviteUser, localActor, type Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Access } from './access.ts'
import { hashToken } from './authenticate-team.ts'
import { hashPassword, takePasswordTurn, verifyPassword } from './hash-passwords.ts'
import { requireTeam } from './team-accounts.ts'
import { serveAccounts, type AccountsServer } from './testing/serve-accounts.ts'

const password = 'correct horse'
let lab: Lab
let access: Access
let server: AccountsServer
let post: AccountsServer['post']
let url: string
let token: string

beforeAll(async () => {
  lab = await openTestLab()
  server = await serveAccounts(lab)
  ;({ url, access, post } = server)
  const link = (await inviteUser(lab, localActor, { email: 'ada@example.org' })).token
  expect((await post('/welcome', { token: link, name: 'Ada', password }, '198.51.100.1')).status).toBe(303)
  const { id } = await lab.db.selectFrom('authUser').select('id').executeTakeFirstOrThrow()
  const actor = (await findActorOfUser(lab, id, 'session'))!
  token = (await createToken(lab, actor, { name: 'script', scope: 'viewer' }, requireTeam(lab).mint)).token
})
afterAll(async () => {
  await server.close()
  await lab.close()
})

/** Takes all turns and all places to wait for one; returns a function that gives them back. */
function takeAllTurns(): () => Promise<unknown> {
  let end = () => {}
  const ended = new Promise<void>((resolve) => (end = resolve))
  const taken = Array.from({ length: 22 }, () => takePasswordTurn(() => ended))
  return () => (end(), Promise.all(taken))
}

test.each(['mito_abc', 'ä €', '', 'x'.repeat(500)])(
  'a token is hashed as the library does (%#)',
  async (given) => {
    expect(hashToken(given)).toBe(await defaultKeyHasher(given))
  },
)

test('who asks with a token waits for no password that is being hashed', async () => {
  let hashed = 0
  const hashing = Array.from(
    { length: 60 },
    () =>
      new Promise<void>((resolve) =>
        scrypt(password, randomBytes(16), 64, { N: 16_384, r: 16, maxmem: 2 ** 26 }, () =>
          resolve(void hashed++),
        ),
      ),
  )
  expect(await access.authenticate({ headers: { authorization: `Bearer ${token}` } })).toMatchObject({
    name: 'Ada',
  })
  expect(hashed).toBeLessThan(30)
  await Promise.all(hashing)
})

test('two passwords are hashed at a time, twenty wait, and the others are refused', async () => {
  let [open, most] = [0, 0]
  const work = async () => {
    most = Math.max(most, ++open)
    await new Promise((resolve) => setTimeout(resolve, 1))
    open--
  }
  const results = await Promise.allSettled(Array.from({ length: 30 }, () => takePasswordTurn(work)))
  expect(results.map(({ status }) => status)).toEqual([
    ...Array(22).fill('fulfilled'),
    ...Array(8).fill('rejected'),
  ])
  expect(most).toBe(2)
  const failing = takePasswordTurn(() => Promise.reject(new Error('broken')))
  await expect(failing).rejects.toThrow('broken')
  const hash = await hashPassword(password)
  expect(await verifyPassword({ hash, password })).toBe(true)
  expect(await verifyPassword({ hash, password: 'wrong horse' })).toBe(false)
})

test('who signs in while too many do is told when to try again, and has not failed', async () => {
  const { token: link } = await inviteUser(lab, localActor, { email: 'bob@example.org' })
  const giveBack = takeAllTurns()
  const sent = { email: 'ada@example.org', password }
  const refusals = [
    await post('/sign-in', sent, '203.0.113.1'),
    await post('/welcome', { token: link, name: 'Bob', password }, '203.0.113.2'),
    await fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { origin: url, 'x-forwarded-for': '203.0.113.3', 'content-type': 'application/json' },
      body: JSON.stringify(sent),
    }),
  ]
  for (const refused of refusals) {
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.text()).toContain('Too many people are signing in. Try again in ')
  }
  await giveBack()
  expect(await lab.db.selectFrom('signInAttempt').selectAll().execute()).toEqual([])
  expect((await post('/sign-in', sent, '203.0.113.1')).status).toBe(303)
  expect((await post('/welcome', { token: link, name: 'Bob', password }, '203.0.113.2')).status).toBe(303)
})

test('an attempt that found no turn after it was counted is counted no more', async () => {
  const burst = Array.from({ length: 80 }, (_, i) =>
    post('/sign-in', { email: `nobody${i}@example.org`, password: 'a guess' }, `203.0.114.${i}`),
  )
  const statuses = (await Promise.all(burst)).map(({ status }) => status)
  const counted = await lab.db.selectFrom('signInAttempt').select('key').where('failures', '>', 0).execute()
  const checked = statuses.filter((status) => status === 401)
  expect(statuses.filter((status) => status === 429)).toHaveLength(80 - checked.length)
  expect(counted.filter(({ key }) => key.startsWith('address 203.0.114.'))).toHaveLength(checked.length)
})
