import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Lab } from '../../platform/lab/lab.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { acceptSignIn, admitSignIn, rememberAddress } from './limit-sign-in.ts'
import { makeUser } from './testing/make-user.ts'

const home = '198.51.100.1'
let lab: Lab
let ada: Awaited<ReturnType<typeof makeUser>>
let bob: Awaited<ReturnType<typeof makeUser>>
beforeAll(async () => {
  lab = await openTestLab()
  ada = await makeUser(lab, 'ada')
  bob = await makeUser(lab, 'bob')
  await rememberAddress(lab, ada.id, home)
})
afterAll(() => lab.close())
beforeEach(async () => void (await lab.db.deleteFrom('signInAttempt').execute()))

const guess = (email: string, address: string) => admitSignIn(lab, { email, address })
/** Moves the attempts back in time until the delays have passed. */
const wait = () =>
  lab.db
    .updateTable('signInAttempt')
    .set({ openAt: new Date(0) })
    .execute()

test('an address is held back after ten failures at whatever accounts, others are not', async () => {
  for (let i = 0; i < 10; i++) expect(await guess(`nobody${i}@example.org`, '203.0.113.66')).toBe(0)
  const seconds = await guess(bob.email, '203.0.113.66')
  expect(seconds).toBeGreaterThan(50)
  expect(seconds).toBeLessThanOrEqual(60)
  expect(await guess(bob.email, '203.0.113.67')).toBe(0)
})

test('many at once count as many', async () => {
  const all = await Promise.all(
    Array.from({ length: 30 }, (_, i) => guess(`nobody${i}@example.org`, '203.0.113.66')),
  )
  expect(all.filter((seconds) => seconds === 0)).toHaveLength(10)
})

test('an account is held back for a minute at most, however it is written and however often one knocks', async () => {
  const delays: number[] = []
  for (let i = 0; i < 20; i++) {
    await wait()
    expect(await guess(i % 2 === 0 ? ada.email : ' ADA@example.org', `203.0.113.${i}`)).toBe(0)
    if (i < 9) continue
    for (let knock = 0; knock < 3; knock++) delays.push(await guess(ada.email, `203.0.113.${100 + i}`))
  }
  expect(delays[0]).toBeLessThanOrEqual(2)
  expect(Math.max(...delays)).toBeGreaterThan(30)
  expect(Math.max(...delays)).toBeLessThanOrEqual(60)
  // Whoever only knocked is not counted: they are not held back at other accounts.
  expect(await guess(bob.email, '203.0.113.119')).toBe(0)
})

test('where somebody signed in before, guesses from elsewhere do not hold them back', async () => {
  for (let i = 0; i < 15; i++) {
    await wait()
    await guess(ada.email, `203.0.113.${i}`)
  }
  const attempt = { email: ada.email, address: home }
  expect(await guess(ada.email, '203.0.113.200')).toBeGreaterThan(0)
  expect(await admitSignIn(lab, attempt)).toBe(0)
  await acceptSignIn(lab, ada.id, attempt)
  // The right password at home is no leave to go on guessing elsewhere.
  expect(await guess(ada.email, '203.0.113.200')).toBeGreaterThan(0)
})

test('a known address has a count of its own, which holds no colleague back', async () => {
  for (let i = 0; i < 10; i++) expect(await guess(ada.email, home)).toBe(0)
  expect(await guess(ada.email, home)).toBeGreaterThan(0)
  expect(await guess(bob.email, home)).toBe(0)
})

test('the right password forgets what failed at the account, and gives no new guesses at others', async () => {
  const address = '198.51.100.9'
  for (let i = 0; i < 10; i++) {
    expect(await guess(`nobody${i}@example.org`, address)).toBe(0)
    const own = { email: bob.email, address }
    if (i < 9) {
      // As if each came from a user of its own.
      await lab.db.deleteFrom('signInAddress').where('userId', '=', bob.id).execute()
      expect(await admitSignIn(lab, own)).toBe(0)
      await acceptSignIn(lab, bob.id, own)
    }
  }
  expect(await guess('nobody@example.org', address)).toBeGreaterThan(0)
  await lab.db.deleteFrom('signInAttempt').where('key', 'like', 'address %').execute()
  for (let i = 0; i < 10; i++) expect(await guess(bob.email, `203.0.113.${i}`)).toBe(0)
})

test('failures are forgotten after an hour, and addresses but for the latest twenty', async () => {
  for (let i = 0; i < 10; i++) await guess(bob.email, '203.0.113.66')
  const longAgo = new Date(Date.now() - 3_700_000)
  await lab.db.updateTable('signInAttempt').set({ openAt: longAgo, lastAt: longAgo }).execute()
  for (let i = 0; i < 10; i++) expect(await guess(bob.email, '203.0.113.66')).toBe(0)
  for (let i = 0; i < 25; i++) await rememberAddress(lab, bob.id, `10.0.0.${i}`)
  const kept = await lab.db
    .selectFrom('signInAddress')
    .select('address')
    .where('userId', '=', bob.id)
    .execute()
  expect(kept).toHaveLength(20)
  expect(kept.map(({ address }) => address)).toContain('10.0.0.24')
})
