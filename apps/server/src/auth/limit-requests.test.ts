import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inviteUser, localActor, type Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerErrors } from '../http/answer-errors.ts'
import { openAccess } from './access.ts'

let lab: Lab
let server: Server
let port: number

beforeAll(async () => {
  lab = await openTestLab()
  const app = express()
  server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  const url = `http://127.0.0.1:${port}`
  const access = await openAccess(lab, { url, trustedProxies: ['loopback'] })
  app.use(access.router!, answerErrors(lab.log as never))
  await inviteUser(lab, localActor, { email: 'ada@example.org' })
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await lab.close()
})

interface Sent {
  readonly from: string
  readonly path?: string
  readonly type?: string
  /** Parts of the body; the request ends with the answer if there are too many. */
  readonly body: readonly string[]
  readonly length?: number
}

/** Sends a request in parts; returns the status and the number of parts that were taken. */
function send({ from, path = '/api/auth/sign-in/email', type = 'application/json', body, length }: Sent) {
  return new Promise<{ status: number; retryAfter: number }>((resolve, reject) => {
    const headers = {
      'content-type': type,
      'x-forwarded-for': from,
      ...(length !== undefined && { 'content-length': length }),
    }
    const sending = request({ port, host: '127.0.0.1', method: 'POST', path, headers })
    let answered = false
    sending.on('response', (response) => {
      answered = true
      resolve({ status: response.resume().statusCode!, retryAfter: Number(response.headers['retry-after']) })
      response.on('end', () => sending.destroy())
    })
    sending.on('error', (error) => (answered ? undefined : reject(error)))
    for (const part of body) sending.write(part)
    if (length === undefined) sending.end()
  })
}

test.each([
  '/api/auth/sign-in/email',
  '/api/auth/sign-in/social',
  '/api/auth/sign-out',
  '/api/auth/get-session',
  '/api/auth/change-password',
  '/sign-in',
])('%s refuses a long body before it has all of it', async (path) => {
  const type = path.startsWith('/api') ? 'application/json' : 'application/x-www-form-urlencoded'
  const announced = { from: '203.0.113.1', path, type, body: ['{'], length: 400 * 2 ** 20 }
  expect((await send(announced)).status).toBe(413)
  const parts = Array.from({ length: 40 }, () => '{'.repeat(1_000))
  expect((await send({ from: '203.0.113.2', path, type, body: parts })).status).toBe(413)
})

test('a sign-in by the API works with what it needs', async () => {
  const body = [JSON.stringify({ email: 'ada@example.org', password: 'wrong but long' })]
  expect((await send({ from: '203.0.113.3', body })).status).toBe(401)
})

test('a burst from one network is refused before the library sees it, and keeps nobody else out', async () => {
  const burst = Array.from({ length: 300 }, () => send({ from: '203.0.113.4', body: ['{}'] }))
  const answers = await Promise.all(burst)
  const refused = answers.filter(({ status }) => status === 429)
  // The library lets 100 a minute through; here no more than ten are worked on at once.
  expect(refused.length).toBeGreaterThanOrEqual(200)
  for (const { retryAfter } of refused) expect(retryAfter).toBeGreaterThan(0)
  const body = [JSON.stringify({ email: 'ada@example.org', password: 'wrong but long' })]
  expect((await send({ from: '203.0.113.5', body })).status).toBe(401)
})
