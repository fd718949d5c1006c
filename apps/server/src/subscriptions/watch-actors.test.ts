import { inviteUser, localActor, openLab, type Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { startServer, type RunningServer } from '../start-server.ts'

const url = 'http://lab.example.org'
let lab: Lab
/** Lab of another server: on PostgreSQL a process of its own could be behind it. */
let otherLab: Lab
let servers: RunningServer[]
const cookies: Record<string, string> = {}

beforeAll(async () => {
  lab = await openTestLab()
  const { url: databaseUrl } = lab.database as { readonly url?: string }
  otherLab = databaseUrl ? await openLab({ folder: lab.folder, databaseUrl }) : lab
  const options = { port: 0, team: { url }, drainLimit: 100 }
  servers = [await startServer(lab, options), await startServer(otherLab, options)]
  for (const name of ['ada', 'bob']) {
    const { token } = await inviteUser(lab, localActor, { email: `${name}@example.org` })
    const made = await post('/welcome', { token, name, password: 'correct horse' })
    cookies[name] = made.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
  }
})
afterAll(async () => {
  for (const server of servers) await server.close()
  if (otherLab !== lab) await otherLab.close()
  await lab.close()
})

function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(servers[0].url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, ...headers },
    body: new URLSearchParams(fields),
  })
}

/** Opens a socket that the server accepts; its close code follows. */
async function open(server: RunningServer, cookie: string) {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: { cookie },
  })
  const codes: number[] = []
  socket.on('close', (code) => codes.push(code))
  socket.once('open', () => socket.send('{"type":"connection_init"}'))
  const [message] = await new Promise<unknown[]>((resolve) => {
    socket.once('message', (...parts) => resolve(parts))
  })
  expect(String(message)).toContain('connection_ack')
  return { codes, close: () => socket.close() }
}

test('signing out at one server closes that person’s sockets at all of them, and nobody else’s', async () => {
  const own = [await open(servers[0], cookies.ada), await open(servers[1], cookies.ada)]
  const others = [await open(servers[0], cookies.bob), await open(servers[1], cookies.bob)]
  expect((await post('/sign-out', {}, { cookie: cookies.ada })).status).toBe(303)
  // By themselves they ask anew after half a minute: this is sooner.
  await expect.poll(() => own.map(({ codes }) => codes[0]), { timeout: 20_000 }).toEqual([1012, 1012])
  expect(others.map(({ codes }) => codes)).toEqual([[], []])
  for (const socket of others) socket.close()
})
