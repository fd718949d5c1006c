import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkBlobs, openLab } from '@mitoscope/lab'
import { startObjectStorage, type ObjectStorage } from '@mitoscope/lab/testing'
import { hashOf, joinRepresentation, writeRepresentation } from '@mitoscope/server/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPostgresql } from '../runner/start-postgresql.mjs'
import { ask, send } from './api.ts'
import { untilFinished, width } from './clients.ts'
import { startMitoscope, type MitoscopeProcess } from './start-mitoscope.ts'

/** One that can be stopped, so one of our own; undefined, and said why, where there is none. */
const postgresql = await startPostgresql().catch((error: Error) => {
  process.stderr.write(`PostgreSQL cannot be started: ${error.message}\n`)
})
const soon = { timeout: 200_000, interval: 100 }
const limit = { timeout: 600_000 }

describe.skipIf(!postgresql)('a server whose database and bucket come and go', () => {
  let folder: string
  let storage: ObjectStorage
  let server: MitoscopeProcess
  let url: string
  let runId: string
  let run: (query: string, variables?: object) => Promise<Record<string, any>>
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mitoscope-environment-'))
    storage = await startObjectStorage()
    server = startMitoscope(['serve', '--port', '0', '--data', folder, '--device', 'cpu:0'], {
      DATABASE_URL: postgresql!.url,
      MITOSCOPE_BLOBS: storage.bucketUrl,
      MITOSCOPE_TIMES: JSON.stringify({ heartbeatEvery: 500, reapEvery: 2_000, retryDelay: 1 }),
    })
    url = await server.ready
    run = (query, variables) => ask(url, query, variables)
    const { createProject } = await run('mutation { createProject(input: { name: "p" }) { project { id } } }')
    const { createModel } = await run(
      'mutation ($input: CreateModelInput!) { createModel(input: $input) { model { id } } }',
      {
        input: { projectId: createProject.project.id, name: 'm', architecture: 'mlp', dataset: 'mnist' },
      },
    )
    const { createRun } = await run(
      'mutation ($input: CreateRunInput!) { createRun(input: $input) { run { id } } }',
      { input: { modelId: createModel.model.id, width } },
    )
    runId = createRun.run.id
  }, 300_000)
  afterAll(async () => {
    await server?.end('SIGTERM')
    await storage?.close()
    await postgresql!.stop()
    await rm(folder, { recursive: true, force: true })
  }, 120_000)

  const log = (step: number) =>
    run('mutation ($input: LogMetricsInput!) { logMetrics(input: $input) { added } }', {
      input: { batches: [{ runId, key: `step ${step}`, points: [{ name: 'loss', step, value: 1 / step }] }] },
    })
  const announce = async (file: { bytes: Uint8Array; sha256: string }) => {
    const input = { runId, fileName: 'w8.safetensors', bytes: file.bytes.length, sha256: file.sha256 }
    const { createUpload } = await run(
      'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { uploadUrl representation { id } } }',
      { input },
    )
    return createUpload as { uploadUrl: string; representation: { id: string } | null }
  }
  const put = async (file: { bytes: Uint8Array; sha256: string }) => {
    const { uploadUrl } = await announce(file)
    return send(url + uploadUrl, { method: 'PUT', body: new Uint8Array(file.bytes) })
  }
  const analyse = async (representationId: string) => {
    const { startAnalysis } = await run(
      'mutation ($input: StartAnalysisInput!) { startAnalysis(input: $input) { analysis { id } } }',
      { input: { representationId, measure: 'reconstruction', options: { draws: 3 } } },
    )
    return startAnalysis.analysis.id as string
  }
  const readiness = () => send(`${url}/readyz`, { method: 'GET' })

  test('says that the database is away, and goes on when it is back', limit, async () => {
    await log(1)
    const { body } = await put(writeRepresentation(width, 200, 1))
    const analysis = await analyse(body.representation)
    await postgresql!.halt()
    const away = { code: 'UNAVAILABLE', message: expect.stringContaining('The database cannot be reached') }
    await expect(log(2)).rejects.toMatchObject(away)
    await expect(run('{ projects { nodes { id } } }')).rejects.toMatchObject(away)
    expect(await send(`${url}/healthz`, { method: 'GET' })).toMatchObject({ status: 200 })
    const { status, body: reasons } = await readiness()
    expect({ status, reasons }).toEqual({
      status: 503,
      reasons: { ready: false, reasons: ['The database does not answer.'] },
    })
    await postgresql!.resume()
    await expect.poll(async () => (await readiness()).status, soon).toBe(200)
    expect(await log(2)).toEqual({ logMetrics: { added: 1 } })
    const { metrics } = (
      await run('query ($id: ID!) { run(id: $id) { metrics { name points } } }', { id: runId })
    ).run
    expect(metrics).toEqual([{ name: 'loss', points: 2 }])
    await untilFinished(run, analysis)
    expect(server.isAlive()).toBe(true)
  })

  test('says that the bucket is away, and does what waits for it when it is back', limit, async () => {
    const { body } = await put(writeRepresentation(width, 200, 2))
    await storage.stop()
    const file = writeRepresentation(width, 200, 3)
    expect(await put(file)).toMatchObject({
      status: 503,
      body: { code: 'UNAVAILABLE', message: expect.stringContaining('cannot be reached') },
    })
    expect(await readiness()).toMatchObject({
      status: 503,
      body: { reasons: ['The blob storage does not answer.'] },
    })
    // Metrics need no bucket, nor does asking for an analysis: its job tries again until it gets its input.
    expect(await log(3)).toEqual({ logMetrics: { added: 1 } })
    const analysis = await analyse(body.representation)
    const query = 'query ($id: ID!) { analysis(id: $id) { state job { failure { code } } } }'
    await expect
      .poll(async () => (await run(query, { id: analysis })).analysis.job.failure, soon)
      .toEqual({ code: 'UNAVAILABLE' })
    await storage.start()
    await expect.poll(async () => (await readiness()).status, soon).toBe(200)
    expect(await put(file)).toMatchObject({ status: 201 })
    await untilFinished(run, analysis)
    expect(server.isAlive()).toBe(true)
  })

  const notFinite = new Float32Array(80).fill(0.5)
  notFinite[42] = NaN
  const labels = BigInt64Array.from({ length: 10 }, (_each, row) => BigInt(row % 2))
  test.each([
    ['NaN', joinRepresentation(width, notFinite, labels), 'features.test'],
    ['another hash', { ...writeRepresentation(width, 60, 4), sha256: 'ab'.repeat(32) }, 'was declared'],
    ['no archive', { bytes: Buffer.from('no archive'), sha256: hashOf(Buffer.from('no archive')) }, ''],
  ])('refuses a representation with %s', limit, async (_name, file, message) => {
    expect(await put(file)).toMatchObject({
      status: 422,
      body: { code: 'BAD_USER_INPUT', message: expect.stringContaining(message) },
    })
    expect((await announce(file)).representation).toBeNull()
  })

  test('takes the rest of an upload whose sender was cut off', limit, async () => {
    const file = writeRepresentation(width, 300_000, 5)
    const { uploadUrl } = await announce(file)
    const tus = { 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream' }
    const cut = new AbortController()
    async function* slowly() {
      yield new Uint8Array(file.bytes.subarray(0, 9_000_000))
      cut.abort()
    }
    const body = slowly() as unknown as RequestInit['body']
    const headers = { ...tus, 'upload-offset': '0' }
    await expect(
      fetch(url + uploadUrl, {
        method: 'PATCH',
        headers,
        body,
        duplex: 'half',
        signal: cut.signal,
      } as RequestInit),
    ).rejects.toThrow()
    const rest = async () => {
      const head = await send(url + uploadUrl, { method: 'HEAD', headers: tus })
      const offset = Number(head.headers.get('upload-offset'))
      const { status } = await send(url + uploadUrl, {
        method: 'PATCH',
        headers: { ...tus, 'upload-offset': String(offset) },
        body: new Uint8Array(file.bytes.subarray(offset)),
      })
      return status
    }
    // The server may still be writing what arrived: then it says so.
    await expect.poll(rest, soon).toBe(204)
    expect((await announce(file)).representation).not.toBeNull()
    const lab = await openLab({ folder, databaseUrl: postgresql!.url, blobUrl: storage.bucketUrl })
    expect((await checkBlobs(lab)).dangling).toEqual([])
    await lab.close()
  })
})
