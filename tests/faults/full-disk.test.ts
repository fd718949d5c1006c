import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkBlobs, openLab } from '@mitoscope/lab'
import { writeRepresentation } from '@mitoscope/server/testing'
import { afterAll, describe, expect, test } from 'vitest'
import { ask, send } from './api.ts'
import { width } from './clients.ts'
import { startMitoscope } from './start-mitoscope.ts'

/** A disk of its own, where this process may mount one. */
const folder = mkdtempSync(join(tmpdir(), 'mitoscope-disk-'))
const disk = join(folder, 'disk')
mkdirSync(disk)
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200m', 'tmpfs', disk]).status === 0
afterAll(() => {
  if (mounted) execFileSync('umount', [disk])
  rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(!mounted)('a lab whose disk is full, with its embedded database', () => {
  test('says so, keeps what it has, and goes on when there is space', { timeout: 600_000 }, async () => {
    const data = join(disk, 'lab')
    const server = startMitoscope(['serve', '--no-worker', '--port', '0', '--data', data])
    const acknowledged: number[] = []
    try {
      const url = await server.ready
      const make = async (command: string, input: object, selection: string) => {
        const type = `${command[0].toUpperCase()}${command.slice(1)}Input!`
        const query = `mutation ($input: ${type}) { ${command}(input: $input) { ${selection} } }`
        return (await ask(url, query, { input }))[command]
      }
      const { project } = await make('createProject', { name: 'p' }, 'project { id }')
      const about = { projectId: project.id, name: 'm', architecture: 'mlp', dataset: 'mnist' }
      const { model } = await make('createModel', about, 'model { id }')
      const { run } = await make('createRun', { modelId: model.id, width }, 'run { id }')
      const log = async (batch: number) => {
        const steps = Array.from({ length: size }, (_, i) => batch * size + i)
        const series = [{ name: 'loss', steps, values: steps.map(Math.cos) }]
        await make('logMetrics', { batches: [{ runId: run.id, key: `${batch}`, series }] }, 'added')
        acknowledged.push(batch)
      }
      const file = writeRepresentation(width, 30_000)
      const announced = {
        runId: run.id,
        fileName: 'w8.safetensors',
        bytes: file.bytes.length,
        sha256: file.sha256,
      }
      const { uploadUrl } = await make('createUpload', announced, 'uploadUrl')
      const put = () => send(url + uploadUrl, { method: 'PUT', body: new Uint8Array(file.bytes) })
      await log(0)
      fill(join(disk, 'ballast'))

      const full = {
        code: 'UNAVAILABLE',
        message: expect.stringContaining('The disk of the database is full'),
      }
      await expect(
        (async () => {
          for (let batch = 1; batch < 100; batch++) await log(batch)
        })(),
      ).rejects.toMatchObject(full)
      expect(await put()).toMatchObject({ status: 507, body: { code: 'RESOURCE_EXHAUSTED' } })
      // Requests that need no space are answered as usual.
      expect(await ask(url, '{ projects { nodes { id } } }')).toEqual({ projects: { nodes: [project] } })

      rmSync(join(disk, 'ballast'))
      await log(acknowledged.length)
      expect(await put()).toMatchObject({ status: 201 })
      const { metrics } = (
        await ask(url, 'query ($id: ID!) { run(id: $id) { metrics { points } } }', { id: run.id })
      ).run
      expect(metrics).toEqual([{ points: acknowledged.length * size }])
      expect(server.isAlive()).toBe(true)
    } finally {
      await server.end('SIGTERM')
    }
    const lab = await openLab({ folder: data })
    expect((await checkBlobs(lab)).dangling).toEqual([])
    const { points } = await lab.db
      .selectFrom('metricPoint')
      .select((eb) => eb.fn.countAll<number>().as('points'))
      .executeTakeFirstOrThrow()
    expect(Number(points)).toBe(acknowledged.length * size)
    await lab.close()
  })
})

/** Points of a batch: more than fit into what the database has allocated already. */
const size = 20_000

function fill(path: string): void {
  expect(() => writeFileSync(path, Buffer.alloc(400 << 20))).toThrow('ENOSPC')
}
