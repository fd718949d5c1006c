import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { startServer, type RunningServer } from '@mitoscope/server'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createProgram } from './program.ts'
import { explainError } from './terminal/explain-error.ts'

const place = mkdtempSync(join(tmpdir(), 'mitoscope-mistakes-'))
const archive = fileURLToPath(new URL('../../../tests/golden/reference/synthetic-w64.npz', import.meta.url))
const run = ['--model', 'mine', '--width', '64']
const id = (type: string) => Buffer.from(`${type}:00000000-0000-4000-8000-000000000000`).toString('base64url')
let lab: Lab
let server: RunningServer
/** Servers that are not Mitoscope's, and one that never answers. */
const others: Server[] = []
const addresses: Record<string, string> = { unreachable: 'http://127.0.0.1:9' }

const written: string[] = []

beforeAll(async () => {
  vi.stubEnv('MITOSCOPE_CONFIG', join(place, 'config'))
  vi.stubEnv('MITOSCOPE_TOKEN', '')
  vi.stubEnv('DATABASE_URL', '')
  vi.stubEnv('MITOSCOPE_LOG', 'silent')
  vi.stubEnv('MITOSCOPE_RETRY_FOR', '0')
  vi.stubEnv('MITOSCOPE_SPOOL', join(place, 'spool'))
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  mkdirSync(join(place, 'folder'))
  symlinkSync('loop', join(place, 'loop'))
  writeFileSync(join(place, 'file'), 'text')
  lab = await openTestLab()
  server = await startServer(lab, { port: 0 })
  addresses.silent = await listen(createTcpServer(() => {}))
  addresses.json = await listen(createServer((_, response) => response.end('{"ok": true}')))
  addresses.page = await listen(createServer((_, response) => response.end('<h1>It works</h1>')))
})
afterAll(async () => {
  for (const other of others) other.close()
  await server?.close()
  await lab?.close()
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  rmSync(place, { recursive: true, force: true })
})

async function listen(other: Server): Promise<string> {
  others.push(other)
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(other.address() as AddressInfo).port}`
}

/** Runs a command as main.ts does, but in this process, because a process for each of many mistakes would be slow. */
async function mistake(...args: string[]): Promise<{ code: number; stderr: string }> {
  const ended = await createProgram()
    .parseAsync(args, { from: 'user' })
    .then(() => undefined, explainError)
  const code = ended?.exitCode ?? process.exitCode
  process.exitCode = undefined
  const stderr = ended?.message ?? written.join('')
  // A sentence, without codes and messages of the system or the runtime.
  expect(stderr).not.toMatch(/^\s+at |\b(?!ECONNREFUSED)E[A-Z]{4,}\b|TypeError|undefined|node:/m)
  return { code: Number(code), stderr }
}

/** Commands with an argument for a file or folder. */
const readers: Readonly<Record<string, (path: string) => string[]>> = {
  log: (path) => ['log', path, '--model', 'm', '--width', '8'],
  analyze: (path) => ['analyze', path],
  compare: (path) => ['compare', archive, path],
  draw: (path) => ['draw', path],
  query: (path) => ['query', '--file', path, '--server', server.url],
  upload: (path) => ['upload', path, ...run, '--server', server.url],
  restore: (path) => ['restore', path, '--data', join(place, 'restored')],
  report: (path) => ['report', path],
  'sweep --weights': (path) => [
    'sweep',
    join(place, 'begun'),
    '--weights',
    path,
    '--widths',
    '8',
    '--epochs',
    '1',
  ],
  'reproduce --import': (path) => ['reproduce', 'fig2a', '--import', path, '--folder', join(place, 'out')],
}

describe.each(Object.entries(readers))('%s', (_, argsOf) => {
  test.each(['absent', 'folder', 'loop', 'file/below'])('names the problem with %s', async (path) => {
    const { code, stderr } = await mistake(...argsOf(join(place, path)))
    expect([code, stderr]).toEqual([2, expect.stringContaining(join(place, path))])
  })
})

test.each(['1', '{', '{"pollEvery": "soon"}', '[-1]'])('MITOSCOPE_TIMES %s is rejected', async (given) => {
  vi.stubEnv('MITOSCOPE_TIMES', given)
  const { code, stderr } = await mistake('serve', '--port', '0', '--data', join(place, 'times'))
  vi.stubEnv('MITOSCOPE_TIMES', '')
  expect([code, stderr]).toEqual([2, expect.stringContaining('MITOSCOPE_TIMES must be JSON')])
})

test.each([
  ['query', '{ viewer { name } }', '--variables', '{"a": {"b": [1e400]}}'],
  ['log', archive, ...run, '--config', '{"a": {"b": [1e400]}}'],
  ['reproduce', 'fig2a', '--change', '{"a": {"b": [1e400]}}'],
])('%s %s %s refuses a number that would be changed', async (...args) => {
  const { code, stderr } = await mistake(...args)
  expect([code, stderr]).toEqual([2, expect.stringContaining('a.b[0]: 1e400 cannot be stored exactly')])
})

test.each([
  ['query', '{ viewer { name } }', '--variables', '{"a": [{"b": 1, "b": 2}]}'],
  ['log', archive, ...run, '--config', '{"a": [{"b": 1, "b": 2}]}'],
  ['reproduce', 'fig2a', '--change', '{"a": [{"b": 1, "b": 2}]}'],
])('%s %s %s refuses a key that is given twice', async (...args) => {
  const { code, stderr } = await mistake(...args)
  expect([code, stderr]).toEqual([2, expect.stringContaining('a[0].b is given twice')])
})

test('an option that takes the file as one of its values is named', async () => {
  written.length = 0
  await mistake('analyze', '--measure', 'critical-width', archive)
  expect(written.join('')).toContain(
    `--measure took critical-width and ${archive}. Put files before the options, or -- before the files.`,
  )
})

test('a file that cannot be written and a port in use are reported', async () => {
  const { code, stderr } = await mistake(
    'analyze',
    archive,
    '--measure',
    'critical-width',
    '--csv',
    join(place, 'file/data'),
  )
  expect([code, stderr]).toEqual([2, expect.stringContaining('a part of this path is a file')])
  const served = await mistake(
    'serve',
    '--port',
    new URL(server.url).port,
    '--data',
    join(place, 'lab'),
    '--no-dashboard',
  )
  expect([served.code, served.stderr]).toEqual([2, expect.stringContaining('is in use by another program')])
})

const askers: Readonly<Record<string, string[]>> = {
  query: ['query', '{ viewer { name } }'],
  upload: ['upload', archive, ...run],
  analyze: ['analyze', archive, ...run],
  compare: ['compare', id('Representation'), id('Representation')],
  sweep: ['sweep', '--widths', '8'],
  reproduce: ['reproduce', 'fig3b'],
}

describe.each(Object.entries(askers))('%s', (_, args) => {
  test.each(['unreachable', 'silent', 'json', 'page'])('reports that the server is %s', async (kind) => {
    if (kind === 'silent') vi.stubEnv('MITOSCOPE_TIMEOUT', '0.3')
    const { code, stderr } = await mistake(...args, '--server', addresses[kind])
    vi.stubEnv('MITOSCOPE_TIMEOUT', '')
    expect(code).toBe(3)
    expect(stderr).toContain(addresses[kind])
    expect(stderr).toMatch(/No server answers at|is not a Mitoscope server/)
  })
})

test.each([
  [
    'an id of nothing',
    ['compare', id('Representation'), id('Representation')],
    2,
    'There is no representation',
  ],
  ['no id', ['upload', archive, '--run', 'nonsense'], 2, '--run: "nonsense" is not the id of a run'],
  ['no id to log to', ['log', archive, '--run', 'nonsense'], 2, '--run: "nonsense" is not the id of a run'],
  ['an operation that cannot be parsed', ['query', '{'], 2, 'Syntax Error'],
  ['an operation for other fields', ['query', '{ nothing }'], 2, 'Cannot query field'],
])('%s is a mistake of the user', async (_, args, code, message) => {
  written.length = 0
  const ended = await mistake(...args, '--server', server.url)
  expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(message)])
})

test.each([
  [['report', 'folder', '--draws', 'many'], "argument 'many' is invalid. Give a whole number."],
  [['report', 'folder', '--draws', '0'], "argument '0' is invalid. Give a whole number from 1."],
  [['report', 'folder', '--threshold', '99'], "argument '99' is invalid. Give a number from 0 to 1."],
  [['report', 'folder', '--seed', '1.5'], "argument '1.5' is invalid. Give a whole number."],
  [['sweep', 'folder', '--processes', 'all'], "argument 'all' is invalid. Give a whole number."],
  [['reproduce', 'fig3b', '--processes', '0'], "argument '0' is invalid. Give a whole number from 1."],
  [['analyze', archive, '--draws', '0'], "argument '0' is invalid. Give a whole number from 1."],
  [['serve', '--port', '70000'], "argument '70000' is invalid. The port must be an integer from 0 to 65535."],
])('the number in %j is rejected', async (args, message) => {
  written.length = 0
  const { code, stderr } = await mistake(...args)
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  expect(stderr.trimEnd().endsWith(message)).toBe(true)
})
