import { createProject, localActor, type Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, type Client } from 'graphql-ws'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import { openAccess } from '../auth/access.ts'
import type { Context } from '../graphql/context.ts'
import { followEvents } from './follow-events.ts'
import { serveSubscriptions, type Subscriptions } from './serve-subscriptions.ts'

let lab: Lab
let server: Server
let subscriptions: Subscriptions
let url: string
const contexts = new Set<unknown>()

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { nothing: { type: GraphQLString } } }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: {
      projects: {
        type: GraphQLString,
        async *subscribe(_: unknown, __: unknown, context: Context) {
          const changes = followEvents(context, ({ kind }) => kind === 'project')
          yield { projects: 'now' }
          for await (const { events } of changes) yield { projects: events.map(({ kind }) => kind).join() }
        },
        resolve(source: unknown, _: unknown, context: Context) {
          contexts.add(context)
          return (source as { projects: string }).projects
        },
      },
      broken: {
        type: GraphQLString,
        async *subscribe() {
          yield { broken: 'once' }
          throw new Error('postgres://user:secret@host is gone')
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
afterAll(async () => {
  server.close()
  await lab.close()
})

function connect(): Client {
  return createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 })
}

test('the state comes first, then changes; who leaves is forgotten at once', async () => {
  const client = connect()
  const results = client.iterate<{ projects: string }>({ query: 'subscription { projects }' })
  expect((await results.next()).value).toEqual({ data: { projects: 'now' } })
  expect(subscriptions.count()).toBe(1)
  await createProject(lab, localActor, { name: 'seen' })
  expect((await results.next()).value).toEqual({ data: { projects: 'project' } })
  expect(contexts.size).toBe(2)
  await results.return?.()
  await vi.waitFor(() => expect(subscriptions.count()).toBe(0), 10_000)
  await client.dispose()
})

test('what breaks a source is masked, and the socket goes on', async () => {
  const client = connect()
  const results = client.iterate({ query: 'subscription { broken }' })
  expect((await results.next()).value).toEqual({ data: { broken: 'once' } })
  const { value } = await results.next()
  expect(JSON.stringify(value)).toContain('INTERNAL_SERVER_ERROR')
  expect(JSON.stringify(value)).not.toContain('secret')
  expect((await results.next()).done).toBe(true)
  await client.dispose()
})

test.each([
  ['query { nothing }', 'BAD_REQUEST'],
  [`subscription { ${'a: projects '.repeat(100)} }`, 'RESOURCE_EXHAUSTED'],
  ['subscription { nowhere }', 'Cannot query field'],
])('%.40s is refused with %s', async (query, answer) => {
  const client = connect()
  const errors = await client
    .iterate({ query })
    .next()
    .catch((error: unknown) => error)
  expect(JSON.stringify(errors)).toContain(answer)
  await client.dispose()
})

test('pages of other sites, and other paths, get no socket', async () => {
  const open = (address: string, origin?: string) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(address, 'graphql-transport-ws', { origin })
      socket.once('open', () => resolve('open')).once('error', ({ message }) => resolve(message))
    })
  expect(await open(url, 'https://evil.example')).toContain('403')
  expect(await open(url.replace('/graphql', '/elsewhere'))).toContain('404')
})

test('a server that stops says so to its subscribers', async () => {
  const closed = vi.fn()
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => {},
    on: { closed: (event) => closed((event as { code: number }).code) },
  })
  const results = client.iterate({ query: 'subscription { projects }' })
  await results.next()
  const end = results.next().catch(() => {})
  await subscriptions.close()
  await vi.waitFor(() => expect(closed).toHaveBeenCalledWith(1001), 10_000)
  await end
})
