import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isProcessAlive } from '@mitoscope/tensor/processes'
import { root } from '../../apps/cli/bin/ensure-installed.mjs'

const launcher = join(root, 'apps/cli/bin/mitoscope.mjs')
// tests/runner/other-nodes.mjs fetches them.
const oldNodes = JSON.parse(process.env.MITOSCOPE_TEST_OLD_NODES!) as Record<string, string>
const place = mkdtempSync(join(tmpdir(), 'mitoscope-old-node-'))
const empty = join(place, 'empty-cache')

afterAll(() => rmSync(place, { recursive: true, force: true }))

function run(node: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(node, [launcher, ...args], { encoding: 'utf8', env: { ...process.env, ...env } })
}

function serve(node: string, data: string) {
  const args = ['serve', '--port', '0', '--no-dashboard', '--no-worker', '--data', data]
  const child = spawn(node, [launcher, ...args])
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, ended }
}

/** Resolves to the process of the server in a folder, which its lock begins with. */
async function findServer(data: string): Promise<number> {
  const lock = join(data, 'server.lock')
  await expect.poll(() => existsSync(lock)).toBe(true)
  return Number.parseInt(readFileSync(lock, 'utf8'), 10)
}

test.each(Object.keys(oldNodes))(
  'Node %s says so in one line and runs the command on a newer one',
  (version) => {
    const { status, stdout, stderr } = run(oldNodes[version], ['--version'])
    expect(stderr).toMatch(
      /^Mitoscope needs Node\.js 22\.12 or newer; this is \d+\.\d+\.\d+ \(.+\): .+ from npm.*\n$/,
    )
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect(status).toBe(0)
    expect(run(oldNodes[version], ['no-such-command']).status).toBe(2)
  },
)

test('the newer Node is fetched once', () => {
  const [node] = Object.values(oldNodes)
  const env = { XDG_CACHE_HOME: empty }
  const first = run(node, ['--version'], env)
  expect(first.stderr).toContain('fetching 24.')
  expect(first.status).toBe(0)
  // Nothing of npm's own is mixed into what the command answers.
  expect(first.stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  const offline = { ...env, npm_config_registry: 'http://127.0.0.1:9' }
  const second = run(node, ['--version'], offline)
  expect(second.stderr).toContain('running on 24.')
  expect(second.status).toBe(0)
})

test('without the network the remedy is named', () => {
  const [node] = Object.values(oldNodes)
  const env = { XDG_CACHE_HOME: join(place, 'none'), npm_config_registry: 'http://127.0.0.1:9', npm_config_fetch_retries: '0' } // prettier-ignore
  const { status, stdout, stderr } = run(node, ['--version'], env)
  expect(stderr).toContain('could not be fetched')
  expect(stderr).toContain('https://nodejs.org')
  expect([status, stdout]).toEqual([1, ''])
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s reaches the server, which ends as if it had been started itself',
  async (signal) => {
    const data = join(place, signal)
    const { child, ended } = serve(Object.values(oldNodes)[0], data)
    await findServer(data)
    child.kill(signal)
    expect(await ended).toBe(0)
  },
)

test('a launcher that is killed takes its server along', async () => {
  const data = join(place, 'killed')
  const { child, ended } = serve(Object.values(oldNodes)[0], data)
  const server = await findServer(data)
  expect(server).not.toBe(child.pid)
  child.kill('SIGKILL')
  await ended
  await expect.poll(() => isProcessAlive(server)).toBe(false)
})
