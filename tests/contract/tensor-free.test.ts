import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startMitoscope, type MitoscopeProcess } from '../faults/start-mitoscope.ts'
import { fill } from './filled-server.ts'

// Modules that a process loaded are listed in V8's coverage report, which each process writes when it ends.
const modules = /node_modules\/(@tensorflow|webgpu)\/|packages\/tensor\/src\/backends\//
const libraries = /tfjs_binding|libtensorflow|dawn\.node|webgpu/

let folder: string
let serve: MitoscopeProcess | undefined
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'mitoscope-tensor-free-'))))
afterAll(async () => {
  if (serve?.isAlive()) await serve.end('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

test('the process that serves GraphQL loads no tensor library, though analyses are computed below it', async () => {
  serve = startMitoscope(['serve', '--port', '0', '--data', join(folder, 'lab')], {
    NODE_V8_COVERAGE: join(folder, 'loaded'),
    MITOSCOPE_BACKEND: 'wasm',
  })
  const url = await serve.ready
  const ask = async (query: string, variables: object = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    })
    return (await response.json()) as { data: Record<string, any> }
  }
  const { analysis } = await fill(url, ask)
  await ask('{ measures { id } architectures { name } datasets { name } }')
  const state = async () => {
    const { data } = await ask('query ($id: ID!) { analysis(id: $id) { state failure { message } } }', {
      id: analysis,
    })
    return data.analysis as { state: string }
  }
  await vi.waitFor(async () => expect(await state()).toMatchObject({ state: 'FINISHED' }), {
    timeout: 240_000,
    interval: 500,
  })
  const maps = `/proc/${serve.pid}/maps`
  if (existsSync(maps)) expect(readFileSync(maps, 'utf8')).not.toMatch(libraries)
  await serve.end('SIGTERM')

  const own = await readLoaded((file) => file.startsWith(`coverage-${serve!.pid}-`))
  expect(own.length).toBeGreaterThan(500)
  expect(own.filter((name) => modules.test(name))).toEqual([])

  // A process that does load one is caught.
  const probe = fileURLToPath(new URL('../runner/probe-backend.ts', import.meta.url))
  const { status, pid } = spawnSync(process.execPath, ['--import', import.meta.resolve('tsx'), probe], {
    env: { ...process.env, NODE_V8_COVERAGE: join(folder, 'loaded'), MITOSCOPE_BACKEND: 'wasm' },
  })
  expect(status).toBe(0)
  const probed = await readLoaded((file) => file.startsWith(`coverage-${pid}-`))
  expect(probed.some((name) => modules.test(name))).toBe(true)
}, 400_000)

async function readLoaded(isAsked: (file: string) => boolean): Promise<string[]> {
  const names: string[] = []
  for (const file of await readdir(join(folder, 'loaded'))) {
    if (!isAsked(file)) continue
    const { result } = JSON.parse(await readFile(join(folder, 'loaded', file), 'utf8')) as {
      result: { url: string }[]
    }
    names.push(...result.map(({ url }) => url))
  }
  return names
}
