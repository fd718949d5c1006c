import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { startServer, type RunningServer } from '@mitoscope/server'
import { afterAll, beforeAll, expect, test } from 'vitest'

// Attacks of graphql-cop, and others that a stranger may send. In local mode everybody reaches the limits.
let lab: Lab
let server: RunningServer
let team: RunningServer
beforeAll(async () => {
  lab = await openTestLab()
  server = await startServer(lab, { port: 0, timeLimit: 3_000 })
  team = await startServer(lab, { port: 0, team: { url: 'http://127.0.0.1' } })
})
afterAll(async () => {
  await server.close()
  await team.close()
  await lab.close()
})

async function send(body: RequestInit['body'], init: RequestInit = {}, to = server) {
  const response = await fetch(`${to.url}/graphql`, {
    method: 'POST',
    body,
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  })
  return { status: response.status, text: await response.text(), headers: response.headers }
}
const ask = (query: string, init?: RequestInit, to?: RunningServer) =>
  send(JSON.stringify({ query }), init, to)
const many = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ')
const bomb = (i: number) => `fragment f${i} on Query { ...f${i + 1} ... { ...f${i + 1} } }`

test.each([
  ['aliases', `{ ${many(101, (i) => `alias${i}: __typename`)} }`],
  ['root fields', `{ ${many(61, () => '__typename')} }`],
  ['directives on one thing', `{ __typename ${many(10, () => '@aa')} }`],
  ['repetitions of one field', `{ node(id: "") { ${many(500, () => 'id')} } }`],
  ['depth', `{ ${'a { '.repeat(30)} id ${' }'.repeat(30)} }`],
  ['fields', `{ ...f0 } ${many(30, bomb)} fragment f30 on Query { __typename }`],
  ['introspections', `{ ${many(3, () => '__schema { description }')} }`],
  ['aliases within an introspection', '{ __schema { a: types { name } } }'],
  ['variables', `query (${many(101, (i) => `$v${i}: Int`)}) { __typename }`],
  ['characters', `{ __typename } #${'a'.repeat(100_001)}`],
])('too many %s are refused, and the limit is named', async (limit, query) => {
  const { status, text } = await ask(query)
  expect(status).toBe(400)
  expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'RESOURCE_EXHAUSTED', limit } }] })
  expect(JSON.parse(text).data).toBeUndefined()
})

test.each([
  ['a document of too many tokens', `{ __typename } #\n${'{'.repeat(9_000)}`],
  ['text that is no document', 'qwerty cop { abc }'],
  [
    'introspection in circles',
    `{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} }'.repeat(4)} } } }`,
  ],
  ['no document', ''],
])('%s is refused', async (_, query) => {
  const { status, text } = await ask(query, { headers: { accept: 'application/graphql-response+json' } })
  expect(status).toBe(400)
  expect(JSON.parse(text).errors).toHaveLength(1)
  expect(text).not.toMatch(/stacktrace|exception|node_modules/)
})

const mutation = encodeURIComponent('mutation cop { __typename }')
test.each<[string, number, () => Promise<{ status: number }>]>([
  ['JSON that ends early', 400, () => send('{"query": "{ __typ')],
  ['JSON that is no object', 400, () => send('"{ __typename }"')],
  ['bytes that are no text', 400, () => send(new Uint8Array([0xff, 0xfe, 0, 1]))],
  [
    'a batch',
    400,
    () => send(JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })))),
  ],
  ['3 MB', 413, () => send(JSON.stringify({ query: 'a'.repeat(3e6) }))],
  [
    'a small archive of 30 MB',
    413,
    () => send(gzipSync('a'.repeat(3e7)), { headers: { 'content-encoding': 'gzip' } }),
  ],
  [
    'a form',
    415,
    () =>
      send('query=%7B__typename%7D', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
  ],
  ['plain text', 415, () => send('{ __typename }', { headers: { 'content-type': 'text/plain' } })],
  [
    'a multipart form',
    415,
    () => send('--x--', { headers: { 'content-type': 'multipart/form-data; boundary=x' } }),
  ],
  [
    'a body in Latin-1',
    415,
    () => send('{}', { headers: { 'content-type': 'application/json; charset=latin1' } }),
  ],
  [
    'variables in a million levels',
    400,
    () => send(`{"query":"{ __typename }","variables":{"a":${'['.repeat(9e5)}${']'.repeat(9e5)}}}`),
  ],
  ['a DELETE', 405, () => ask('{ __typename }', { method: 'DELETE' })],
  [
    'a page of another site',
    403,
    () => ask('{ __typename }', { headers: { origin: 'https://evil.example' } }),
  ],
])('%s gets %i', async (_, status, request) => {
  expect((await request()).status).toBe(status)
})

test('nothing is changed by GET, nor read where a page of another site could', async () => {
  const get = (query: string, headers: Record<string, string>) =>
    fetch(`${server.url}/graphql?query=${query}`, { headers })
  expect((await get(mutation, { 'apollo-require-preflight': '1' })).status).toBe(405)
  expect((await get('%7B__typename%7D', {})).status).toBe(400)
})

test('neither traces nor versions are told', async () => {
  const { text, headers } = await ask('{ __typename }', { headers: { 'x-apollo-tracing': '1' } })
  expect(JSON.parse(text)).toEqual({ data: { __typename: 'Query' } })
  expect(headers.get('x-powered-by')).toBeNull()
  expect(headers.get('server')).toBeNull()
})

test('with accounts, a stranger gets no further than 401, whatever the body', async () => {
  expect((await ask('{ __schema { directive } }', {}, team)).status).toBe(401)
  expect((await send('{"query": "{ __typ', {}, team)).status).toBe(401)
  const metrics = await fetch(`${team.url}/metrics`)
  expect(metrics.status).toBe(401)
})

test('who sends its request slowly is not waited for', async () => {
  const { port } = new URL(server.url)
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1')
    let text = ''
    socket
      .on('data', (chunk) => (text += chunk.toString()))
      .on('close', () => resolve(text))
      .on('error', reject)
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
    )
  })
  expect(answer).toContain('HTTP/1.1 503')
  expect(answer).toContain('TIMEOUT')
})

test('while it is attacked, the server answers others', async () => {
  const attacks = [
    () => ask(`{ ${many(101, (i) => `alias${i}: __typename`)} }`),
    () => ask(`{ ...f0 } ${many(300, bomb)} fragment f300 on Query { __typename }`),
    () => ask(`{ ${'a { '.repeat(1_500)} id ${' }'.repeat(1_500)} }`),
    () => send(JSON.stringify({ query: 'a'.repeat(3e6) })),
    () => send('['.repeat(1e6)),
    () => ask(`query (${many(900, (i) => `$v${i}: Int`)}) { __typename }`),
    () => ask(`{ nodes(ids: [${many(2_000, (i) => `"${i}"`)}]) { id } }`),
  ]
  let attacking = true
  const attackers = Array.from({ length: 6 }, async (_, who) => {
    for (let turn = who; attacking; turn++) await attacks[turn % attacks.length]()
  })
  try {
    // Each answer is awaited before the next is asked for: a server that stops answering stops the test.
    for (let i = 0; i < 20; i++) expect((await ask('{ __typename }')).status).toBe(200)
  } finally {
    attacking = false
    await Promise.all(attackers)
  }
})
