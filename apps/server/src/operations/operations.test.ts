import { Writable } from 'node:stream'
import { createModel, createProject, localActor, type Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import pino from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startServer, type RunningServer } from '../start-server.ts'

let lab: Lab
let server: RunningServer
const lines: Record<string, any>[] = []
let brokenStorage = false

beforeAll(async () => {
  const opened = await openTestLab()
  const sink = new Writable({
    write(chunk: Buffer, _, done) {
      for (const line of chunk.toString().trim().split('\n')) lines.push(JSON.parse(line) as object)
      done()
    },
  })
  lab = {
    ...opened,
    log: pino({ level: 'debug' }, sink),
    blobs: {
      ...opened.blobs,
      readLabId: () =>
        brokenStorage ? Promise.reject(new Error('secret-host is down')) : opened.blobs.readLabId(),
    },
  }
  server = await startServer(lab, { port: 0 })
})
afterAll(async () => {
  await server.close()
  await lab.close()
})

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers })
const ask = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  })

test('a server that can work says so, and one that cannot says why', async () => {
  expect(await (await get('/healthz')).json()).toEqual({ alive: true })
  const ready = await get('/readyz')
  expect([ready.status, await ready.json()]).toEqual([200, { ready: true }])
  brokenStorage = true
  const unready = await get('/readyz')
  brokenStorage = false
  expect([unready.status, await unready.json()]).toEqual([
    503,
    { ready: false, reasons: ['The blob storage does not answer.'] },
  ])
  expect(JSON.stringify(lines)).toContain('secret-host is down')
})

test('a request has one line in the log, under the id that its caller gave it', async () => {
  const response = await ask('{ __typename }', { 'x-request-id': 'mine-1' })
  expect(response.headers.get('x-request-id')).toBe('mine-1')
  await expect.poll(() => lines.filter(({ requestId }) => requestId === 'mine-1')).toHaveLength(1)
  expect(lines.find(({ requestId }) => requestId === 'mine-1')).toMatchObject({
    method: 'POST',
    path: '/graphql',
    status: 200,
  })
  const other = await ask('{ __typename }', { 'x-request-id': 'with spaces and "quotes"' })
  expect(other.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

test('who asks is in the audit trail with the id of the request', async () => {
  await ask('mutation { createProject(input: { name: "traced" }) { project { id } } }', {
    'x-request-id': 'mine-2',
  })
  const found = await lab.db
    .selectFrom('auditEvent')
    .select('requestId')
    .where('action', '=', 'createProject')
    .execute()
  expect(found.map(({ requestId }) => requestId)).toContain('mine-2')
})

test('Prometheus reads how many requests of which kind there were', async () => {
  await ask('{ projects { totalCount } }')
  await ask('{ nothing }')
  const text = await (await get('/metrics')).text()
  expect(text).toContain(
    'mitoscope_graphql_operation_seconds_count{kind="query",field="projects",outcome="OK"} 1',
  )
  expect(text).toContain('mitoscope_graphql_failed_operations_total{outcome="GRAPHQL_VALIDATION_FAILED"} 1')
  expect(text).toMatch(
    /mitoscope_http_request_seconds_count\{route="\/graphql",method="POST",status="200"\} \d+/,
  )
  expect(text).toContain('mitoscope_subscriptions 0')
  expect(text).toContain('process_resident_memory_bytes')
})

test('an error that is not the caller’s is masked, and the log has it under its id', async () => {
  const project = await createProject(lab, localActor, { name: 'broken' })
  await createModel(lab, localActor, { projectId: project.id, name: 'm', architecture: 'a', dataset: 'd' })
  const query = vi.spyOn(lab.db, 'selectFrom').mockImplementation(() => {
    throw new Error('password=hunter2')
  })
  const text = await (
    await ask('{ apiTokens { nodes { id } } auditTrail { totalCount } }', { 'x-request-id': 'mine-3' })
  ).text()
  query.mockRestore()
  expect(text).toContain('The server failed')
  expect(text).not.toContain('hunter2')
  const [, id] = /\(id ([0-9a-f-]+)\)/.exec(text)!
  expect(lines.find(({ errorId }) => errorId === id)).toMatchObject({
    requestId: 'mine-3',
    err: { message: 'password=hunter2' },
  })
})

test('a server that stops answers what it has begun with, and nothing new', async () => {
  const own = await startServer(lab, { port: 0 })
  let arrived = () => {}
  const began = new Promise<void>((resolve) => (arrived = resolve))
  let release = () => {}
  const held = new Promise<undefined>((resolve) => (release = () => resolve(undefined)))
  const read = vi.spyOn(lab.blobs, 'readLabId').mockImplementation(() => (arrived(), held))
  const inFlight = fetch(`${own.url}/readyz`)
  await began
  const closed = own.close()
  await expect(fetch(`${own.url}/healthz`)).rejects.toThrow()
  release()
  read.mockRestore()
  expect((await inFlight).status).toBe(503)
  await closed
})
