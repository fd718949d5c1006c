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

const python = findPython()
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

/** Runs one file of Python's tests against the server. */
function runTests(file: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(python!, ['-W', 'error::ResourceWarning', '-m', 'unittest', '-v', file], {
    cwd: tests,
    env: {
      ...process.env,
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

describe.skipIf(python === undefined)('the Python client', () => {
  test.each(readdirSync(tests).filter((name) => /^test_.*\.py$/.test(name)))('%s', async (file) => {
    const { code, said } = await runTests(file)
    // What a missing library leaves out is said.
    for (const [line] of said.matchAll(/^.*skipped .*$/gm)) console.log(line)
    expect(code, said).toBe(0)
  })
})
