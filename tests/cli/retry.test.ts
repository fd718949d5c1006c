import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { runMitoscope, startMitoscope } from './run-mitoscope.ts'

// Handler of a proxy between a command and its server, which fails as a proxy or a network does; nothing of
// ours is mocked.
type Handler = (request: IncomingMessage, response: ServerResponse) => void

let proxy: Server | undefined

afterEach(async () => {
  proxy?.closeAllConnections()
  await new Promise((resolve) => (proxy ? proxy.close(resolve) : resolve(undefined)))
  proxy = undefined
})

/** Answers the first requests one by one, and all later ones with data; returns its address and what it was asked. */
async function openProxy(first: readonly Handler[], port = 0): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  proxy = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      const handle = first[asked.length]
      asked.push((JSON.parse(body) as { query: string }).query)
      if (handle) handle(request, response)
      else response.setHeader('content-type', 'application/json').end('{"data":{"done":true}}')
    })
  })
  await new Promise<void>((resolve) => proxy!.listen(port, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked }
}

const reset: Handler = (request) => request.socket.destroy()
const busy: Handler = (_, response) => response.writeHead(503, { 'retry-after': '1' }).end('{}')
const tooMany: Handler = (_, response) => response.writeHead(429).end('slow down')
const badGateway: Handler = (_, response) => response.writeHead(502).end('<html>')

test('a query is asked again where the server is busy, behind a broken proxy, or gone in the middle', async () => {
  const { url, asked } = await openProxy([reset, busy, tooMany, badGateway])
  const { code, stdout, stderr } = await runMitoscope(['query', '{ done }', '--server', url])
  expect([code, JSON.parse(stdout)]).toEqual([0, { data: { done: true } }])
  expect(asked).toHaveLength(5)
  expect(stderr).toContain(`No server answers at ${url}`)
  expect(stderr).toMatch(/cannot answer now \(status 503\)\. Trying again in 1 s\./)
})

test('a server that is not up yet is waited for, also by mutations', async () => {
  const { url } = await openProxy([])
  const port = Number(new URL(url).port)
  await new Promise((resolve) => proxy!.close(resolve))
  const query = startMitoscope(['query', 'mutation { done }', '--server', url])
  await expect
    .poll(() => query.said.stderr)
    .toMatch(/No server answers at \S+ \(.*ECONNREFUSED.*Trying again in 1 s/)
  const { asked } = await openProxy([], port)
  expect((await query.ended).code).toBe(0)
  expect(asked).toEqual(['mutation { done }'])
})

test('a mutation that may have been carried out is not sent twice', async () => {
  const { url, asked } = await openProxy([reset])
  const { code, stderr } = await runMitoscope(['query', '# no query\nmutation { done }', '--server', url])
  expect([code, asked.length]).toEqual([3, 1])
  expect(stderr).toContain('It may have been carried out all the same.')
})

test('where no server answers in the time, the remedy is told', async () => {
  const asked = ['query', '{ done }', '--server', 'http://127.0.0.1:9']
  const { code, stderr } = await runMitoscope(asked, { env: { MITOSCOPE_RETRY_FOR: '0' } })
  expect(code).toBe(3)
  expect(stderr).toContain('No server answers at http://127.0.0.1:9')
  expect(stderr).toContain('Start a server with mitoscope serve, or name yours with --server.')
  const bad = await runMitoscope(asked, { env: { MITOSCOPE_RETRY_FOR: 'long' } })
  expect(bad.stderr).toContain('MITOSCOPE_RETRY_FOR must be a number of seconds from 0; got long.')
})
