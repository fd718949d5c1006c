import { createServer, type AddressInfo } from 'node:net'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { startServer, type RunningServer } from '@mitoscope/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runMitoscope } from './run-mitoscope.ts'

// One mistake of each kind is made in a process; apps/cli/src/mistakes.test.ts has them for every command.

const place = mkdtempSync(join(tmpdir(), 'mitoscope-mistakes-'))
const archive = fileURLToPath(new URL('../golden/reference/synthetic-w64.npz', import.meta.url))
let lab: Lab
let server: RunningServer

beforeAll(async () => {
  lab = await openTestLab()
  server = await startServer(lab, { port: 0 })
})
afterAll(async () => {
  await server?.close()
  await lab?.close()
  rmSync(place, { recursive: true, force: true })
})

test('a file that is not there is a sentence and the code of wrong use', async () => {
  const { code, stderr } = await runMitoscope(['query', '--file', 'absent.graphql'], { cwd: place })
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/^mitoscope: absent\.graphql: there is no such file .*\n$/),
  ])
})

test('a server that is silent is given up', async () => {
  const silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
  const env = { MITOSCOPE_TIMEOUT: '0.5' }
  const { code, stderr } = await runMitoscope(['query', '{ viewer { name } }', '--server', address], { env })
  silent.close()
  expect([code, stderr]).toEqual([
    3,
    expect.stringContaining(`No server answers at ${address} (no answer within 0.5 s)`),
  ])
})

test('files that a server would refuse leave no project, model or run behind', async () => {
  writeFileSync(join(place, 'empty.npz'), '')
  writeFileSync(join(place, 'torn.npz'), readFileSync(archive).subarray(0, 5_000))
  for (const command of ['upload', 'analyze'])
    for (const [file, width, said] of [
      ['empty.npz', '64', 'empty.npz'],
      ['torn.npz', '64', 'torn.npz'],
      [archive, '63', 'holds 64 neurons, but --width says 63'],
    ]) {
      const flags = ['--project', 'refused', '--model', 'refused', '--width', width, '--server', server.url]
      const { code, stderr } = await runMitoscope([command, file, ...flags], { cwd: place })
      expect([code, stderr]).toEqual([2, expect.stringContaining(said)])
    }
  expect(await lab.db.selectFrom('project').select('name').where('name', '=', 'refused').execute()).toEqual(
    [],
  )
})

test('of many files, those that can be are uploaded, and the rest is named', async () => {
  writeFileSync(join(place, 'broken.npz'), 'no archive')
  const args = ['upload', 'broken.npz', archive, '--model', 'mine', '--width', '64', '--server', server.url]
  const { code, stdout, stderr } = await runMitoscope(args, { cwd: place })
  expect(stdout).toContain('synthetic-w64.npz')
  expect(stderr).toMatch(/broken\.npz[\s\S]*1 of 2 files are on the server/)
  expect(code).toBe(5)
})

test.each([
  [['serve', '--prot', '1'], "error: unknown option '--prot'\n(Did you mean --port?)"],
  [
    ['serve', '--port', 'x'],
    "error: option '--port <port>' argument 'x' is invalid. The port must be an integer from 0 to 65535.",
  ],
  [['analyse'], "error: unknown command 'analyse'\n(Did you mean analyze?)"],
  [['draw'], "error: missing required argument 'source'"],
])('%j is answered with its usage, and the message last', async (args, message) => {
  const { code, stderr } = await runMitoscope(args)
  expect(code).toBe(2)
  expect(stderr).toMatch(/^Usage: mitoscope /)
  expect(stderr.trimEnd().endsWith(message)).toBe(true)
})

test('the version is printed, and nothing else', async () => {
  const { code, stdout, stderr } = await runMitoscope(['--version'])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})
