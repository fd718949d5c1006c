import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { openAccess } from '../auth/access.ts'
import { serveSubscriptions, type Subscriptions } from './serve-subscriptions.ts'

let lab: Lab
let server: Server
let subscriptions: Subscriptions
let url: string
let sent = 0
const open = new Set<WebSocket>()

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { nothing: { type: GraphQLString } } }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: {
      long: {
        type: GraphQLString,
        async *subscribe() {
          for (;;) {
            sent++
            yield { long: 'a'.repeat(1_000_000) }
          }
        },
      },
    },
  }),
})

beforeAll(async () => {
  lab = await openTestLab()
  server = createServer((_, response) => response.end())
  const state = { stopping: false, countSubscriptions: () => 0 }
  subscriptions = serveSubscriptions(server, lab, { schema, state, access: await openAccess(lab) })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`
})
afterEach(() => {
  for (const socket of open) socket.terminate()
  open.clear()
})
afterAll(async () => {
  await subscriptions?.close()
  server?.close()
  await lab?.close()
})

/** Opens a socket; collects its messages and its close code. */
async function openSocket({ acknowledged = false } = {}) {
  const socket = new WebSocket(url, 'graphql-transport-ws')
  open.add(socket)
  const state = { socket, messages: [] as string[], pongs: 0, closed: undefined as string | undefined }
  socket
    .on('message', (data: Buffer) => state.messages.push(data.toString()))
    .on('pong', () => state.pongs++)
    .on('close', (code, reason) => (state.closed ??= `${code} ${reason.toString()}`))
    .on('error', (error) => (state.closed ??= error.message))
  await expect.poll(() => socket.readyState === WebSocket.OPEN || state.closed !== undefined).toBe(true)
  if (acknowledged) {
    socket.send('{"type":"connection_init"}')
    await expect.poll(() => state.messages).toEqual(['{"type":"connection_ack"}'])
  }
  return state
}

test.each([
  ['a ping', '{"type":"ping"}', '4401 Send connection_init first, and wait for its acknowledgement'],
  ['a subscription', '{"type":"subscribe","id":"1","payload":{"query":"{a}"}}', '4401 Send connection_init'],
  ['what is no message', 'hello', '4401 Send connection_init'],
  ['a long one', `{"type":"connection_init","payload":{"a":"${'a'.repeat(20_000)}"}}`, '1009 '],
  ['a longer one', 'a'.repeat(300_000), '1009'],
])('%s before connection_init closes the socket', async (_, message, reason) => {
  const state = await openSocket()
  state.socket.send(message)
  await expect.poll(() => state.closed).toContain(reason)
})

test('pings are answered with what little they carry, and long ones close the socket', async () => {
  const state = await openSocket({ acknowledged: true })
  state.socket.send('{"type":"ping","payload":{"a":1}}')
  state.socket.ping('b')
  await expect.poll(() => [state.messages[1], state.pongs]).toEqual(['{"type":"pong","payload":{"a":1}}', 1])
  state.socket.send(`{"type":"ping","payload":{"a":"${'a'.repeat(2_000)}"}}`)
  await expect.poll(() => state.closed).toMatch(/^4400 ping of 20\d\d characters exceeds the limit of 1024$/)
})

test.each([
  ['pings', (socket: WebSocket) => socket.send('{"type":"ping","payload":{}}')],
  ['pings of the transport', (socket: WebSocket) => socket.ping()],
])('more %s than anybody needs close the socket', async (_, ping) => {
  const state = await openSocket({ acknowledged: true })
  for (let i = 0; i < 20_000; i++) ping(state.socket)
  await expect.poll(() => state.closed).toBe('4429 More than 100 messages a second')
  expect(state.messages.length + state.pongs).toBeLessThan(20_000)
})

test('who does not read what it subscribes to is not sent more, and its connection ends', async () => {
  const state = await openSocket({ acknowledged: true })
  const subscribe = (id: number) => ({
    id: `${id}`,
    type: 'subscribe',
    payload: { query: 'subscription { long }' },
  })
  state.socket.pause()
  for (let id = 0; id < 100; id++) state.socket.send(JSON.stringify(subscribe(id)))
  // Each subscription has one message on its way at most, and all of them a few megabytes.
  await expect.poll(() => sent).toBeGreaterThanOrEqual(8)
  await expect.poll(() => subscriptions.count()).toBe(0)
  expect(sent).toBeLessThan(300)
})

test('an address has so many sockets, and the next is refused with the reason', async () => {
  const sockets = await Promise.all(Array.from({ length: 256 }, () => openSocket()))
  expect(sockets.filter(({ closed }) => closed !== undefined)).toEqual([])
  expect((await openSocket()).closed).toContain('429')
  const answer = await new Promise<string>((resolve) => {
    const { port } = new URL(url)
    const socket = connect(Number(port), '127.0.0.1')
    let text = ''
    socket.on('data', (chunk) => (text += chunk.toString())).on('close', () => resolve(text))
    socket.write(
      `GET /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`,
    )
  })
  expect(answer).toMatch(/429 Too Many Requests[\s\S]*Your address has 256 open sockets/)
  sockets[0].socket.terminate()
  await expect.poll(async () => (await openSocket()).closed).toBeUndefined()
})
