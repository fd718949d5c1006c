import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { request, type ClientRequest } from 'node:http'
import { join } from 'node:path'
import { checkBlobs, countReceived, findUpload, localActor, openStaging, type Lab } from '@mitoscope/lab'
import { openTestLab, startObjectStorage, type ObjectStorage } from '@mitoscope/lab/testing'
import { Upload } from 'tus-js-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseId, toGlobalId } from '../graphql/global-id.ts'
import { openFileServer, type FileServer } from './testing/open-file-server.ts'
import { hashOf, joinRepresentation, writeRepresentation } from './testing/write-representation.ts'

let storage: ObjectStorage
beforeAll(async () => void (storage = await startObjectStorage()))
afterAll(() => storage.close())

describe.each([
  ['folder', false],
  ['object storage', true],
])('%s', (_, remote) => {
  let lab: Lab
  let server: FileServer
  beforeAll(async () => {
    lab = await openTestLab({ blobUrl: remote ? storage.bucketUrl : undefined })
    server = await openFileServer(lab)
  })
  afterAll(async () => {
    await server.close()
    await lab.close()
  })

  /**
   * Sends bytes by tus from the last offset to the end, or until `breakAt` bytes are sent; returns the
   * requests made.
   */
  function send(bytes: Buffer, uploadUrl: string, breakAt = Infinity): Promise<string[]> {
    const requests: string[] = []
    return new Promise((resolve, reject) => {
      const upload = new Upload(bytes, {
        uploadUrl: `${server.url}${uploadUrl}`,
        chunkSize: 1_000_000,
        retryDelays: [],
        onBeforeRequest: (request) => void requests.push(request.getMethod()),
        onError: reject,
        onSuccess: () => resolve(requests),
        onProgress: (sent) => {
          if (sent >= breakAt) upload.abort().then(() => resolve(requests), reject)
        },
      })
      upload.start()
    })
  }

  async function put(bytes: Buffer, uploadUrl: string) {
    const response = await fetch(`${server.url}${uploadUrl}`, { method: 'PUT', body: new Uint8Array(bytes) })
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  }

  async function nothingIsKept(uploadUrl: string) {
    const upload = await findUpload(lab, localActor, idOf(uploadUrl))
    expect(upload).toMatchObject({ state: 'failed', failure: { code: 'BAD_USER_INPUT' } })
    expect(await countReceived(lab, upload!)).toBe(0)
    if (!remote) expect(await readdir(join(lab.folder, 'uploads'))).toEqual([])
    expect(await lab.blobs.stat(upload!.hash)).toBeUndefined()
    expect(await checkBlobs(lab)).toMatchObject({ dangling: [], unrecorded: [] })
  }

  test('an interrupted upload goes on where it stopped, and is acknowledged when it is stored', async () => {
    const file = writeRepresentation(8, 60_000)
    const { uploadUrl, upload } = await server.announce(file, { epoch: 3 })
    expect(upload).toMatchObject({ state: 'RECEIVING', receivedBytes: 0 })
    await send(file.bytes, uploadUrl, 1_500_000)
    const rest = await send(file.bytes, uploadUrl)
    expect(rest[0]).toBe('HEAD')
    expect(rest.length).toBeLessThan(1 + file.bytes.length / 1_000_000)
    const asked = await server.ask(
      `query ($id: ID!) { upload(id: $id) { state receivedBytes failure { code } representation {
        id epoch width testRows trainRows classes format fileName bytes hash inputHash run { id width }
        tensors { name dtype shape }
      } } }`,
      { id: upload.id },
    )
    expect(asked.upload).toMatchObject({
      state: 'FINISHED',
      receivedBytes: file.bytes.length,
      failure: null,
      representation: {
        epoch: 3,
        width: 8,
        testRows: 60_000,
        trainRows: null,
        classes: 3,
        fileName: 'w8.safetensors',
        bytes: file.bytes.length,
        hash: file.sha256,
        inputHash: file.sha256,
        run: { width: 8 },
        tensors: [
          { name: 'features.test', dtype: 'f32', shape: [60_000, 8] },
          { name: 'labels.test', dtype: 'i64', shape: [60_000] },
        ],
      },
    })
    const { node } = await server.ask(
      'query ($id: ID!) { node(id: $id) { ... on TrainingRun { representations { id } } } }',
      { id: asked.upload.representation.run.id },
    )
    expect(node.representations).toContainEqual({ id: asked.upload.representation.id })
  })

  test('the same bytes are not sent twice', async () => {
    const file = writeRepresentation(8, 50, 1)
    const first = await server.announce(file)
    expect((await server.announce(file)).upload.id).toBe(first.upload.id)
    const sent = await put(file.bytes, first.uploadUrl)
    expect(sent).toMatchObject({ status: 201 })
    expect(await put(file.bytes, first.uploadUrl)).toEqual(sent)
    const again = await server.announce(file)
    expect(again).toMatchObject({ uploadUrl: null, representation: { id: sent.body.representation } })
    const elsewhere = await server.announce(file, { epoch: 9 })
    expect(elsewhere).toMatchObject({ uploadUrl: null, representation: { hash: file.sha256 } })
    expect(elsewhere.representation.id).not.toBe(sent.body.representation)
  })

  const notFinite = new Float32Array(80).fill(0.5)
  notFinite[42] = NaN
  const labels = BigInt64Array.from({ length: 10 }, (_each, row) => BigInt(row % 2))
  const whole = writeRepresentation(8, 60, 2)
  const cut = whole.bytes.subarray(0, -100)
  test.each([
    ['NaN', joinRepresentation(8, notFinite, labels), 'features.test', {}],
    [
      'another width',
      writeRepresentation(16, 60, 3),
      'has 16 neurons, the run has width 8. Upload it to the run whose last hidden layer it is, or create a run of width 16: the width of a run cannot be changed.',
      {},
    ],
    ['a cut file', { bytes: cut, sha256: undefined }, 'w8.safetensors', {}],
    [
      'another format',
      { bytes: Buffer.from('no archive'), sha256: undefined },
      'w8.npz',
      { fileName: 'w8.npz' },
    ],
    ['another hash', { bytes: whole.bytes, sha256: 'ab'.repeat(32) }, 'was declared', {}],
  ])('of %s nothing is kept, and it is said why', async (_name, { bytes, sha256 }, message, more) => {
    const file = { bytes, sha256: sha256 ?? hashOf(bytes) }
    const { uploadUrl } = await server.announce(file, more)
    const refused = { code: 'BAD_USER_INPUT', message: expect.stringContaining(message) }
    expect(await put(bytes, uploadUrl)).toEqual({ status: 422, body: refused })
    await nothingIsKept(uploadUrl)
    // By tus, the last PATCH is answered so.
    const { uploadUrl: second } = await server.announce(file, more)
    await expect(send(bytes, second)).rejects.toThrow(message)
    await nothingIsKept(second)
  })

  test('a file is read by its contents, and one that is something else is refused by what it is', async () => {
    const file = writeRepresentation(8, 90, 4)
    const { uploadUrl } = await server.announce(file, { fileName: 'checkpoint-best' })
    expect(await put(file.bytes, uploadUrl)).toMatchObject({ status: 201 })
    const pages = [
      ['<!DOCTYPE html>\n<title>Sign in</title>', 'w8.npz: is an HTML page, not tensors. '],
      ['version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n', 'w8.npz: is a Git LFS pointer'],
    ] as const
    for (const [text, message] of pages) {
      const bytes = Buffer.from(text)
      const sha256 = hashOf(bytes)
      const made = await server.announce(file, { bytes: bytes.length, sha256, fileName: 'w8.npz' })
      const { status, body } = await put(bytes, made.uploadUrl)
      expect(status).toBe(422)
      expect(JSON.stringify(body)).toContain(message)
    }
  })

  test('bytes that all arrived before a crash are stored when somebody asks for them', async () => {
    const file = writeRepresentation(8, 70, 4)
    const { uploadUrl, upload } = await server.announce(file)
    await openStaging(lab).write(idOf(uploadUrl), 0, one(file.bytes))
    const response = await fetch(`${server.url}${uploadUrl}`, {
      method: 'HEAD',
      headers: { 'tus-resumable': '1.0.0' },
    })
    expect(response.headers.get('upload-offset')).toBe(String(file.bytes.length))
    const { upload: after } = await server.ask('query ($id: ID!) { upload(id: $id) { state } }', {
      id: upload.id,
    })
    expect(after.state).toBe('FINISHED')
  })

  /** Sends bytes at offset 0 of an announced length and leaves the request open. Rejects with what breaks it. */
  function sendAndStall(url: string, bytes: Buffer, announced: number): Promise<ClientRequest> {
    const headers = { ...patchHeaders(0), 'content-length': announced }
    return new Promise((resolve, reject) => {
      const stalled = request(url, { method: 'PATCH', headers }).on('error', reject)
      stalled.write(bytes, () => resolve(stalled))
    })
  }

  async function askOffset(url: string) {
    const response = await fetch(url, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } })
    return Number(response.headers.get('upload-offset'))
  }

  test('bytes that another server acknowledged outlast a sender that stalls', async () => {
    const file = writeRepresentation(8, 60_000, 7)
    const { uploadUrl, upload } = await server.announce(file)
    const other = await openFileServer(lab, 'other')
    try {
      const [here, there] = [`${server.url}${uploadUrl}`, `${other.url}${uploadUrl}`]
      const stalled = await sendAndStall(here, file.bytes.subarray(0, 500_000), file.bytes.length)
      // What a bucket is to keep, the server holds until it is enough for an object.
      const start = remote ? 0 : 500_000
      await expect.poll(() => askOffset(there)).toBe(start)
      const patch = async (url: string, offset: number, end: number) => {
        const body = new Uint8Array(file.bytes.subarray(offset, end))
        return (await fetch(url, { method: 'PATCH', headers: patchHeaders(offset), body })).status
      }
      expect(await patch(there, start, 2_000_000)).toBe(204)
      await new Promise((resolve) => stalled.write(file.bytes.subarray(500_000, 600_000), resolve))
      stalled.destroy()
      // A server answers this once it is done with the request that broke off.
      expect(await askOffset(here)).toBe(2_000_000)
      expect(await patch(there, 2_000_000, file.bytes.length)).toBe(204)
    } finally {
      await other.close()
    }
    const found = await findUpload(lab, localActor, parseId('Upload', upload.id)!)
    expect(found).toMatchObject({ state: 'finished' })
  })

  test('an announcement of what cannot be is refused', async () => {
    const file = writeRepresentation(8, 20, 5)
    const refuse = (more: object) => expect(server.announce(file, more)).rejects
    await refuse({ fileName: 'runs/' }).toThrow('Give the name of the file')
    await refuse({ sha256: 'abc' }).toThrow('is not a SHA-256')
    await refuse({ bytes: 0 }).toThrow('is not the length of a file')
    await refuse({ epoch: -1 }).toThrow('epoch')
    await refuse({ runId: 'nothing' }).toThrow('input.runId: "nothing" is not an id')
    await refuse({ runId: toGlobalId('TrainingRun', randomUUID()) }).toThrow('There is no training run')
    if (!remote) await refuse({ bytes: 9e11 }).toThrow('bytes free')
  })

  test('more bytes than announced, and fewer, are refused; it can be sent again', async () => {
    const file = writeRepresentation(8, 30, 6)
    const { uploadUrl } = await server.announce(file)
    expect(await put(Buffer.concat([file.bytes, Buffer.alloc(10)]), uploadUrl)).toMatchObject({ status: 422 })
    expect(await put(file.bytes.subarray(10), uploadUrl)).toMatchObject({ status: 422 })
    expect(await put(file.bytes, uploadUrl)).toMatchObject({ status: 201 })
  })
})

function idOf(uploadUrl: string): string {
  const last = new URL(uploadUrl, 'http://x').pathname.split('/').at(-1)!
  return parseId('Upload', last)!
}

function patchHeaders(offset: number) {
  return {
    'tus-resumable': '1.0.0',
    'content-type': 'application/offset+octet-stream',
    'upload-offset': String(offset),
  }
}

async function* one(bytes: Uint8Array) {
  yield bytes
}
