import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Caller, type World } from '../contract/authorization/world.ts'
import { runMitoscope } from './run-mitoscope.ts'
import { onTerminal, runOnTerminal } from './run-on-terminal.ts'

const place = mkdtempSync(join(tmpdir(), 'mitoscope-login-'))
const kept = join(place, 'credentials.json')
let world: World
let token: string
// Credentials of this process must not hide those that login stores.
const env = { MITOSCOPE_CONFIG: place, MITOSCOPE_TOKEN: '', MITOSCOPE_SERVER: '' }

beforeAll(async () => {
  world = await openWorld()
  token = world.headers.adminReading.authorization.replace('Bearer ', '')
})
afterAll(async () => {
  await world.close()
  rmSync(place, { recursive: true, force: true })
})

function login(input: string, ...args: string[]) {
  return runMitoscope(['login', world.url, ...args], { env, input })
}
const whoAmI = () => runMitoscope(['query', '{ viewer { name } }', '--server', world.url], { env })

test('a token on standard input is kept once the server has accepted it, used, and forgotten', async () => {
  const { code, stdout, stderr } = await login(`${token}\n`)
  expect([stderr, code]).toEqual(['', 0])
  expect(stdout).toContain(`Signed in at ${world.url} as admin. The token is in ${kept}.`)
  expect(statSync(kept).mode & 0o777).toBe(0o600)
  expect(JSON.parse((await whoAmI()).stdout).data.viewer).toEqual({ name: 'admin' })
  expect((await login('', '--forget')).stdout).toContain(`The token for ${world.url} was deleted.`)
  expect(readFileSync(kept, 'utf8')).not.toContain(token)
  expect((await whoAmI()).code).not.toBe(0)
})

test('a line without an end counts, an empty one and none are no token', async () => {
  expect((await login(token)).code).toBe(0)
  for (const input of ['', '\n', '  \n']) {
    const { code, stdout, stderr } = await login(input)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('No token was given. Type or paste it')
  }
})

test('a token that is missing, not valid, revoked, expired or torn is told apart, with the remedy', async () => {
  const bare = (caller: Caller) => world.headers[caller].authorization.replace('Bearer ', '')
  const ask = (more: NodeJS.ProcessEnv) =>
    runMitoscope(['query', '{ viewer { name } }', '--server', world.url], { env: { ...env, ...more } })
  await login('', '--forget')
  const make = `Make one in the dashboard at ${world.url} (Settings, API tokens)`
  const cases: [more: NodeJS.ProcessEnv, code: number, message: string][] = [
    [{}, 4, `none is saved for it here. ${make} and run: mitoscope login ${world.url}`],
    [{ MITOSCOPE_TOKEN: 'mito_nobodys' }, 4, 'This API token is not valid: it was revoked, or is not one'],
    [{ MITOSCOPE_TOKEN: bare('revokedToken') }, 4, `${make} and set MITOSCOPE_TOKEN to it`],
    [{ MITOSCOPE_TOKEN: bare('expiredToken') }, 4, 'MITOSCOPE_TOKEN is rejected'],
    [{ MITOSCOPE_TOKEN: bare('expiredToken') }, 4, 'This API token expired on 20'],
    [{ MITOSCOPE_TOKEN: 'mito_torn apart' }, 2, 'MITOSCOPE_TOKEN is not an API token: it contains a space'],
    [{ MITOSCOPE_TOKEN: 'mito_€' }, 2, 'Copy the whole token again.'],
  ]
  for (const [more, code, message] of cases) {
    const ended = await ask(more)
    expect(ended.stderr).toContain(message)
    expect([ended.code, ended.stdout]).toEqual([code, ''])
  }
  // A rejected token is not saved, and the message names no variable.
  const refused = await login(bare('expiredToken'))
  expect(refused.code).toBe(4)
  expect(refused.stderr).toContain(`This token is rejected by ${world.url}. This API token expired on`)
  expect(readFileSync(kept, 'utf8')).not.toContain(bare('expiredToken'))
  // Requests that the role does not allow exit with "not allowed", too.
  const mutation = 'mutation { createProject(input: { name: "mine" }) { project { id } } }'
  const reading = { ...env, MITOSCOPE_TOKEN: token }
  expect((await runMitoscope(['query', mutation, '--server', world.url], { env: reading })).code).toBe(4)
})

onTerminal('a token that is typed is not shown', async () => {
  const { code, shown } = await runOnTerminal(['login', world.url], {
    env,
    type: [[/API token for/, `${token}\r`]],
  })
  expect(shown).toContain('as admin. The token is in')
  expect(shown).not.toContain(token)
  expect(code).toBe(0)
})

onTerminal('CTRL-C where the token is asked for ends it', async () => {
  const { code, shown } = await runOnTerminal(['login', world.url], {
    env,
    type: [[/API token for/, '\x03']],
  })
  expect(shown).toContain('Stopped by SIGINT')
  expect(code).toBe(130)
})
