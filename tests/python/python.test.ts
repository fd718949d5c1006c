import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { startWorker, type Worker } from '@mitoscope/lab/worker'
import { startServer, type RunningServer } from '@mitoscope/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../../apps/cli/bin/ensure-installed.mjs'
import { findPython } from './find-python.ts'
import { installLibraries } from './install-libraries.ts'

const python = findPython()
/** Libraries of others, which arrive while the client is tested without them. */
const libraries = python === undefined ? undefined : installLibraries(python)
/** Files that need such libraries, or show more with them. */
const withLibraries = [
  'test_api.py',
  'test_comparing.py',
  'test_integrations.py',
  'test_package.py',
  'test_watch.py',
]
const tests = join(root, 'packages/python/tests')
const place = mkdtempSync(join(tmpdir(), 'mitoscope-python-'))
let lab: Lab
let server: RunningServer
let worker: Worker

beforeAll(async () => {
  lab = await openTestLab()
  server = await startServer(lab, { port: 0 })
  worker = await startWorker(lab, { devices: ['cpu:0'] })
})

afterAll(async () => {
  await worker.stop()
  await server.close()
  await lab.close()
  rmSync(place, { recursive: true, force: true })
})

/** Runs one file of Python's tests against the server; `path` holds libraries. */
function runTests(file: string, path?: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(python!, ['-W', 'error::ResourceWarning', '-m', 'unittest', '-v', file], {
    cwd: tests,
    env: {
      ...process.env,
      ...(path !== undefined && { PYTHONPATH: path }),
      MITOSCOPE_TEST_SERVER: server.url,
      PYTHONDONTWRITEBYTECODE: '1',
      TMPDIR: place,
    },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, said }))
  })
}

async function expectToPass(file: string, path?: string): Promise<void> {
  const { code, said } = await runTests(file, path)
  // What a missing library leaves out is said.
  for (const [line] of said.matchAll(/^.*skipped .*$/gm)) console.log(line)
  expect(code, said).toBe(0)
}

describe.skipIf(python === undefined)('the Python client', () => {
  const files = readdirSync(tests).filter((name) => /^test_.*\.py$/.test(name))
  test.each(files.filter((file) => !withLibraries.includes(file)))('%s', (file) => expectToPass(file))

  test.each(withLibraries)('%s, with libraries of others', { timeout: 900_000 }, async (file) => {
    const found = await libraries!
    if ('reason' in found) console.log(`${file} runs without libraries: ${found.reason}`)
    await expectToPass(file, 'path' in found ? found.path : undefined)
  })
})
