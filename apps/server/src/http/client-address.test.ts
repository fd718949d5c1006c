import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { clientNetwork, openClientAddress } from './client-address.ts'

/** Receives a request over a connection from this machine. */
async function receive(headers: Record<string, string>): Promise<IncomingMessage> {
  const { promise, resolve } = promised<IncomingMessage>()
  const server = createServer((request, response) => {
    // The address of a connection is not known once it is closed.
    resolve(
      Object.assign(Object.create(request), { socket: { remoteAddress: request.socket.remoteAddress } }),
    )
    response.end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await (await fetch(`http://127.0.0.1:${port}/`, { headers })).text()
  server.close()
  return promise
}

function promised<T>() {
  let resolve!: (value: T) => void
  return { promise: new Promise<T>((done) => (resolve = done)), resolve: (value: T) => resolve(value) }
}

test.each([
  ['no proxy is trusted', [], '198.51.100.7', '127.0.0.1'],
  ['another one is trusted', ['10.0.0.0/8'], '198.51.100.7', '127.0.0.1'],
  ['the proxy is trusted', ['loopback'], '198.51.100.7', '198.51.100.7'],
  ['the client made up hops before', ['loopback'], '203.0.113.9, 198.51.100.7', '198.51.100.7'],
  [
    'two hops are trusted',
    ['127.0.0.1', '10.0.0.0/8'],
    '203.0.113.9, 198.51.100.7, 10.1.2.3',
    '198.51.100.7',
  ],
  ['the far hop alone is trusted', ['10.0.0.0/8'], '198.51.100.7, 10.1.2.3', '127.0.0.1'],
  ['it is IPv6', ['loopback'], '2001:db8::7', '2001:db8::7'],
  ['it has a port', ['loopback'], '198.51.100.7:4711', '198.51.100.7'],
  ['it has brackets and a port', ['loopback'], '[2001:db8::7]:4711', '2001:db8::7'],
  ['IPv4 is written as IPv6', ['loopback'], '::ffff:198.51.100.7', '198.51.100.7'],
  ['it is no address', ['loopback'], 'unknown', '127.0.0.1'],
  ['the proxy names nobody', ['loopback'], '', '127.0.0.1'],
])('%s', async (_, trusted, forwarded, address) => {
  const request = await receive(forwarded === '' ? {} : { 'x-forwarded-for': forwarded })
  expect(openClientAddress(trusted)(request)).toBe(address)
})

test('a proxy that is not trusted is told once', async () => {
  const told: string[] = []
  const addressOf = openClientAddress(['10.0.0.1'], (address) => told.push(address))
  addressOf(await receive({}))
  expect(told).toEqual([])
  for (let i = 0; i < 2; i++) addressOf(await receive({ 'x-forwarded-for': '198.51.100.7' }))
  expect(told).toEqual(['127.0.0.1'])
})

test.each(['10', 'localhost', '10.0.0.0/33', '0.0.0.0/0', '10.0.0.300', 'everybody'])(
  '%s is no proxy',
  (entry) => {
    expect(() => openClientAddress(['127.0.0.1', entry])).toThrow(
      `trusted-proxies: "${entry}" is neither an address`,
    )
  },
)

test('in limits, 64 bits of IPv6 are one client', () => {
  expect(clientNetwork('198.51.100.7')).toBe('198.51.100.7')
  expect(clientNetwork('2001:db8:0:1:a:b:c:d')).toBe('2001:db8:0:1::/64')
  expect(clientNetwork('2001:DB8::7')).toBe('2001:db8:0:0::/64')
  expect(clientNetwork('::1')).toBe('0:0:0:0::/64')
})

test('nothing else of the server asks where a request comes from', () => {
  const source = fileURLToPath(new URL('..', import.meta.url))
  const pattern = String.raw`remoteAddress|x-forwarded-for|(req|request)\.ips?\b|trust proxy`
  const args = ['-rlE', pattern, source, '--include=*.ts', '--exclude=*.test.ts', '--exclude-dir=testing']
  const found = execFileSync('grep', args, { encoding: 'utf8' }).trim().split('\n')
  expect(found.map((path) => path.slice(source.length))).toEqual(['http/client-address.ts'])
})
