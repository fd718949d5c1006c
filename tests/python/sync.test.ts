import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTestLab } from '@mitoscope/lab/testing'
import type { Lab } from '@mitoscope/lab'
import { startServer, type RunningServer } from '@mitoscope/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../../apps/cli/bin/ensure-installed.mjs'
import { runMitoscope } from '../cli/run-mitoscope.ts'
import { findPython } from './find-python.ts'

const python = findPython()
const place = mkdtempSync(join(tmpdir(), 'mitoscope-sync-'))
const journals = join(place, 'journals')
let lab: Lab
let server: RunningServer

beforeAll(async () => {
  lab = await openTestLab()
  server = await startServer(lab, { port: 0 })
})

afterAll(async () => {
  await server.close()
  await lab.close()
  rmSync(place, { recursive: true, force: true })
})

const env = () => ({
  MITOSCOPE_CONFIG: place,
  MITOSCOPE_DIR: journals,
  MITOSCOPE_SPOOL: join(place, 'spools'),
  MITOSCOPE_RETRY_FOR: '0',
  MITOSCOPE_SERVER: server.url,
})

/** Logs a run of ten steps by the Python client, which leaves its journal. */
function logOffline(seed: number): void {
  const script = `
import mitoscope
run = mitoscope.init(model="synced", width=4, seed=${seed}, mode="offline")
for step in range(10): run.log({"x": step}, step)
`
  const path = join(root, 'packages/python/src')
  const ended = spawnSync(python!, ['-c', script], {
    env: { ...process.env, ...env(), PYTHONPATH: path, PYTHONDONTWRITEBYTECODE: '1' },
    encoding: 'utf8',
  })
  expect(ended.status, ended.stderr).toBe(0)
}

async function countPoints(): Promise<number[]> {
  const query =
    '{ models(filter: { name: { eq: "synced" } }) { nodes { runs { nodes { metrics { points } } } } } }'
  const { code, stdout, stderr } = await runMitoscope(['query', query], { env: env() })
  expect(code, stderr).toBe(0)
  const [model] = JSON.parse(stdout).models?.nodes ?? JSON.parse(stdout).data.models.nodes
  return model.runs.nodes.map((run: { metrics: { points: number }[] }) => run.metrics[0].points)
}

describe.skipIf(python === undefined)('mitoscope sync', () => {
  test('sends journals of Python scripts and spools by one command', async () => {
    logOffline(0)
    logOffline(1)
    const away = ['log', '-', '--model', 'synced', '--width', '4', '--server', 'http://127.0.0.1:9']
    const logged = await runMitoscope(away, { env: env(), input: '{"step": 1, "x": 1}\n' })
    expect(logged.code, logged.stderr).toBe(5)
    const [journal] = readdirSync(journals)
    const wrong = await runMitoscope(['sync', join(journals, journal), '--key', 'k'], { env: env() })
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringContaining('is a journal of a Python script'),
    ])

    const synced = await runMitoscope(['sync', '--server', server.url], { env: env() })
    expect(synced.code, synced.stderr).toBe(0)
    expect(synced.stdout.match(/everything is sent/g)).toHaveLength(2)
    expect(synced.stdout).toContain('1 points of standard input logged')
    expect((await countPoints()).toSorted()).toEqual([1, 10, 10])
    const again = await runMitoscope(['sync'], { env: env() })
    expect([again.code, again.stdout]).toEqual([0, expect.stringMatching(/^No points wait in .* or .*\n$/)])
  })

  test('names the journals that wait where there is no Python or no server', async () => {
    logOffline(2)
    const bin = join(place, 'bin')
    mkdirSync(bin)
    symlinkSync(process.execPath, join(bin, 'node'))
    const without = await runMitoscope(['sync'], { env: { ...env(), PATH: bin } })
    expect(without.code, without.stderr).toBe(5)
    expect(without.stderr).toContain(`python3 -m mitoscope sync ${journals}`)
    const away = await runMitoscope(['sync', journals, '--server', 'http://127.0.0.1:9'], { env: env() })
    expect(away.code, away.stderr).toBe(5)
    expect(away.stderr).toMatch(/10 points and 0 files wait: No server answers/)
  })
})
