import { randomUUID } from 'node:crypto'
import type { Lab } from '@mitoscope/lab'
import { makeRun, openTestLab, startObjectStorage } from '@mitoscope/lab/testing'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFileServer } from '../files/testing/open-file-server.ts'
import { writeRepresentation } from '../files/testing/write-representation.ts'
import { toGlobalId } from '../graphql/global-id.ts'
import { startServer, type RunningServer } from '../start-server.ts'

// Of the broken query: a client must see none of it.
const secrets = /relation|metric_series|analysis|select|at .+\.ts/
const logged: { errorId?: string; err?: { message: string } }[] = []
const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(JSON.parse(line)) })
let lab: Lab
let server: RunningServer
let runId: string
beforeAll(async () => {
  lab = { ...(await openTestLab()), log }
  ;({ runId } = await makeRun(lab))
  server = await startServer(lab, { port: 0 })
  await lab.db.schema.alterTable('metricSeries').renameTo('metric_series_away').execute()
  await lab.db.schema.alterTable('analysis').renameTo('analysis_away').execute()
})
afterAll(async () => {
  await server?.close()
  await lab?.close()
})

const query = async (source: string) => {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: source }),
  })
  return [response.status, await response.text()] as const
}

/** Expects the text to name an error, by an id under which the log has its cause. */
function expectMasked(text: string, table: string) {
  const [, errorId] = /The server failed \(id ([0-9a-f-]{36})\)\. Its log has the error/.exec(text) ?? []
  expect(errorId, text).toBeDefined()
  expect(text).toContain('"INTERNAL_SERVER_ERROR"')
  expect(text).not.toMatch(secrets)
  expect(logged.find((line) => line.errorId === errorId)?.err?.message).toContain(table)
}

test('a field that fails for a reason of ours says an id and nothing else; its neighbours are answered', async () => {
  const run = toGlobalId('TrainingRun', runId)
  const [status, text] = await query(
    `{ node(id: "${run}") { ... on TrainingRun { width metrics { name } } } server { version } }`,
  )
  expect(status).toBe(200)
  expect(JSON.parse(text).data.server).not.toBeNull()
  expectMasked(text, 'metric_series')
})

test('an export and a download that fail do so too', async () => {
  const exported = await fetch(`${server.url}/export/metrics.ndjson?run=${toGlobalId('TrainingRun', runId)}`)
  expectMasked(await exported.text(), 'metric_series')
  const downloaded = await fetch(`${server.url}/arrays/${randomUUID()}/r2.npy`)
  expect(downloaded.status).toBe(500)
  expectMasked(await downloaded.text(), 'analysis')
})

test('a storage that is away is said to be, and its address is in the log alone', async () => {
  const storage = await startObjectStorage()
  const remote = { ...(await openTestLab({ blobUrl: storage.bucketUrl })), log }
  const files = await openFileServer(remote)
  try {
    const [stored, waiting] = [writeRepresentation(8, 50), writeRepresentation(8, 50, 1)]
    const send = (url: string, method: string, body?: Buffer, headers?: Record<string, string>) =>
      fetch(`${files.url}${url}`, { method, headers, body: body && new Uint8Array(body) })
    const sent = await send((await files.announce(stored)).uploadUrl, 'PUT', stored.bytes)
    expect(sent.status, await sent.text()).toBe(201)
    const { representation } = await files.announce(stored)
    const query = 'query ($id: ID!) { node(id: $id) { ... on Representation { downloadUrl } } }'
    const { downloadUrl } = (await files.ask(query, { id: representation.id })).node
    const { uploadUrl, upload } = await files.announce(waiting)
    await storage.stop()
    const tus = {
      'tus-resumable': '1.0.0',
      'content-type': 'application/offset+octet-stream',
      'upload-offset': '0',
    }
    const away = {
      code: 'UNAVAILABLE',
      message: 'The storage of files cannot be reached; it may work again later.',
    }
    for (const request of [
      () => send(downloadUrl, 'GET'),
      () => send(uploadUrl, 'PUT', waiting.bytes),
      () => send(uploadUrl, 'PATCH', waiting.bytes, tus),
    ]) {
      logged.length = 0
      const response = await request()
      expect({ status: response.status, body: await response.json() }).toEqual({ status: 503, body: away })
      expect(logged.map(({ err }) => err?.message)).toContainEqual(expect.stringContaining(storage.bucketUrl))
    }
    logged.length = 0
    const received = files.ask('query ($id: ID!) { upload(id: $id) { receivedBytes } }', { id: upload.id })
    await expect(received).rejects.toMatchObject({ message: away.message, extensions: { code: away.code } })
    expect(logged.map(({ err }) => err?.message)).toContainEqual(expect.stringContaining(storage.bucketUrl))
  } finally {
    await files.close()
    await remote.close()
    await storage.close()
  }
}, 60_000)
