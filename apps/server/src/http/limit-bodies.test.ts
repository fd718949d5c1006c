import { connect, type Socket } from 'node:net'
import { createProject, localActor, logMetrics, type Lab } from '@mitoscope/lab'
import { makeRun, openTestLab } from '@mitoscope/lab/testing'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openFileServer } from '../files/testing/open-file-server.ts'
import { writeRepresentation } from '../files/testing/write-representation.ts'
import { toGlobalId } from '../graphql/global-id.ts'
import { startServer, type RunningServer } from '../start-server.ts'

let lab: Lab
let team: RunningServer
let local: RunningServer
const open = new Set<Socket>()
beforeAll(async () => {
  lab = await openTestLab()
  const url = 'http://127.0.0.1'
  team = await startServer(lab, { port: 0, team: { url }, bodyLimits: { deadline: 60_000 }, drainLimit: 100 })
  local = await startServer(lab, {
    port: 0,
    bodyLimits: { deadline: 500, idle: 1_500 },
    unreadLimit: 500,
    drainLimit: 100,
  })
})
afterEach(() => {
  for (const socket of open) socket.destroy()
  open.clear()
})
afterAll(async () => {
  await team?.close()
  await local?.close()
  await lab?.close()
})

/** Opens a connection that has sent a text; reports the response, and true while the connection is open. */
function send(server: RunningServer, text: string) {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  open.add(socket)
  const state = { socket, answer: '', closed: false }
  socket
    .on('data', (chunk) => (state.answer += chunk.toString()))
    .on('close', () => (state.closed = true))
    .on('error', () => {})
  socket.write(text)
  return state
}
const halfForm = 'POST /sign-in HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 100\r\n\r\nemail=' // prettier-ignore

test('of many half bodies of one address most make way, so that others get in', async () => {
  const held = Array.from({ length: 400 }, () => send(team, halfForm))
  await expect.poll(() => held.filter(({ closed }) => closed).length).toBeGreaterThanOrEqual(336)
  expect(held.find(({ closed }) => closed)!.answer).toMatch(/^HTTP\/1\.1 429 [\s\S]*RESOURCE_EXHAUSTED/)
  const answer = await fetch(`${team.url}/sign-in`, {
    method: 'POST',
    headers: { origin: 'http://127.0.0.1' },
    body: new URLSearchParams({ email: 'a@example.org', password: 'wrong' }),
  })
  expect(answer.status).toBe(401)
})

test('a form that does not come in time is not waited for, however steadily it trickles', async () => {
  const form = send(local, halfForm.replace('/sign-in', '/elsewhere'))
  const trickle = setInterval(() => form.socket.write('a'), 100)
  await expect.poll(() => form.closed).toBe(true)
  clearInterval(trickle)
  expect(form.answer).toMatch(/^HTTP\/1\.1 (408 [\s\S]*TIMEOUT|404)/)
})

test('an upload takes as long as bytes come, and no longer', async () => {
  const files = await openFileServer(lab, 'slow', { bodyLimits: { deadline: 200, idle: 4_000 } })
  const file = writeRepresentation(8, 8)
  const { uploadUrl } = await files.announce(file)
  const head = `PUT ${new URL(uploadUrl, files.url).pathname}${new URL(uploadUrl, files.url).search} HTTP/1.1\r\nhost: ${new URL(files.url).host}\r\ncontent-length: ${file.bytes.length}\r\n\r\n`
  const upload = send(files as never, head)
  const began = performance.now()
  let sent = 0
  // For longer than any other body may take.
  await expect
    .poll(() => {
      upload.socket.write(file.bytes.subarray(sent, ++sent))
      return performance.now() - began
    })
    .toBeGreaterThan(1_000)
  expect(upload.closed).toBe(false)
  await expect.poll(() => upload.closed).toBe(true)
  expect(upload.answer).toMatch(/^HTTP\/1\.1 408 /)
  await files.close()
})

test('an answer that nobody takes is given up', async () => {
  const { id } = await createProject(lab, localActor, { name: 'unread' })
  const { runId } = await makeRun(lab, id)
  const steps = Array.from({ length: 90_000 }, (_, i) => i)
  const series = ['a', 'b', 'c'].map((name) => ({ name, steps, values: steps }))
  for (const each of series) await logMetrics(lab, localActor, [{ runId, series: [each] }])
  const path = `/export/metrics.ndjson?run=${toGlobalId('TrainingRun', runId)}`
  const reader = send(local, `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`)
  await expect.poll(() => reader.answer).toContain('HTTP/1.1 200')
  reader.socket.pause()
  // Who reads nothing learns of it when it writes.
  const isClosed = () => {
    reader.socket.write('\r\n')
    return reader.closed
  }
  await expect.poll(isClosed, { interval: 200 }).toBe(true)
})
