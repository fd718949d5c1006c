import { request, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { localActor, logMetrics, type Lab } from '@mitoscope/lab'
import { makeRun, openTestLab } from '@mitoscope/lab/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toGlobalId } from '../graphql/global-id.ts'
import { startServer, type RunningServer } from '../start-server.ts'

let lab: Lab
let server: RunningServer
let points: string
const steps = Array.from({ length: 100_000 }, (_, i) => i)
const query = '/graphql?query={runs{nodes{metrics{values(first:5000){steps,values}}}}}'

beforeAll(async () => {
  lab = await openTestLab()
  const { runId } = await makeRun(lab)
  await logMetrics(lab, localActor, [
    { runId, series: [{ name: 'loss', steps, values: steps.map(Math.sqrt) }] },
  ])
  points = `/export/metrics.ndjson?run=${toGlobalId('TrainingRun', runId)}`
  server = await startServer(lab, { port: 0 })
})
afterAll(async () => {
  await server?.close()
  await lab?.close()
})

/** Sends a request like a client that names no encoding by itself. */
async function get(path: string, headers: Record<string, string> = {}) {
  const { hostname, port } = new URL(server.url)
  const all = { 'apollo-require-preflight': '1', ...headers }
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ hostname, port, path, headers: all }, resolve).on('error', reject).end()
  })
  return { headers: response.headers, status: response.statusCode, body: await buffer(response) }
}

test.each([query, '/export'])(
  '%.8s… is compressed for who asks for it, and for nobody else',
  async (path) => {
    const url = path === query ? query : points
    const plain = await get(url)
    expect([plain.status, plain.headers['content-encoding']]).toEqual([200, undefined])
    expect(plain.headers.vary?.toLowerCase()).toContain('accept-encoding')
    expect(plain.body.length).toBeGreaterThan(50_000)
    expect((await get(url, { 'accept-encoding': 'identity' })).headers['content-encoding']).toBeUndefined()
    const gzipped = await get(url, { 'accept-encoding': 'gzip' })
    expect(gzipped.headers['content-encoding']).toBe('gzip')
    expect(gzipped.body.length).toBeLessThan(plain.body.length / 2)
    expect(gunzipSync(gzipped.body).equals(plain.body)).toBe(true)
    const brotli = await get(url, { 'accept-encoding': 'gzip, br' })
    expect(brotli.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true)
  },
)

test('short answers are sent as they are', async () => {
  const { headers, body } = await get('/graphql?query={__typename}', { 'accept-encoding': 'gzip' })
  expect([headers['content-encoding'], headers.vary?.toLowerCase()]).toEqual([undefined, expect.stringContaining('accept-encoding')]) // prettier-ignore
  expect(JSON.parse(body.toString())).toEqual({ data: { __typename: 'Query' } })
})

test('the page for the API is compressed for who asks for it only', async () => {
  const plain = await get('/graphql', { accept: 'text/html' })
  expect([plain.headers['content-encoding'], plain.body.toString().trim().slice(0, 9).toLowerCase()]).toEqual(
    [undefined, '<!doctype'],
  )
  const gzipped = await get('/graphql', { accept: 'text/html', 'accept-encoding': 'gzip' })
  expect(gunzipSync(gzipped.body).equals(plain.body)).toBe(true)
})
