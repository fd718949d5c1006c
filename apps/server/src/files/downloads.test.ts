import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { localActor, signUrl, type Actor, type Lab } from '@mitoscope/lab'
import {
  openTestLab,
  putRepresentation,
  startObjectStorage,
  type ObjectStorage,
} from '@mitoscope/lab/testing'
import express from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toGlobalId } from '../graphql/global-id.ts'
import { ask } from '../graphql/testing/ask.ts'
import { filesRouter } from './files-router.ts'

let storage: ObjectStorage
beforeAll(async () => void (storage = await startObjectStorage()))
afterAll(() => storage.close())

const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7) % 251))

describe.each([
  ['folder', false],
  ['object storage', true],
])('%s', (_, remote) => {
  let lab: Lab
  let actor: Actor | undefined = localActor
  let root: string
  let close: () => Promise<unknown>
  let representation: Awaited<ReturnType<typeof putRepresentation>>
  let url: string

  beforeAll(async () => {
    lab = await openTestLab({ blobUrl: remote ? storage.bucketUrl : undefined })
    const server = createServer(express().use(filesRouter(lab, async () => actor)))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    close = () => new Promise((resolve) => server.close(resolve))
    representation = await putRepresentation(lab, { name: 'Größe "8".npz', bytes }, { width: 8 })
    const asked = await ask(
      lab,
      'query ($id: ID!) { node(id: $id) { ... on Representation { downloadUrl } } }',
      {
        id: toGlobalId('Representation', representation.id),
      },
    )
    url = root + asked.data.node.downloadUrl
  })
  afterAll(async () => {
    await close()
    await lab.close()
  })

  const get = async (headers: Record<string, string> = {}, at = url, method = 'GET') => {
    const response = await fetch(at, { headers: { connection: 'close', ...headers }, method })
    const body = Buffer.from(await response.arrayBuffer())
    return { status: response.status, headers: response.headers, body, text: body.toString() }
  }

  test('a signed URL gives the file', async () => {
    const { status, headers, body } = await get()
    expect(status).toBe(200)
    expect(bytes.equals(body)).toBe(true)
    expect(headers.get('etag')).toBe(`"${representation.blobHash}"`)
    expect(headers.get('content-disposition')).toContain("filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%228%22.npz")
    const head = await get({}, url, 'HEAD')
    expect(head.headers.get('content-length')).toBe('300000')
    expect((await get({ 'if-none-match': `"${representation.blobHash}"` })).status).toBe(304)
  })

  test.each([
    ['bytes=0-9', 0, 10],
    ['bytes=299990-', 299_990, 300_000],
    ['bytes=-5', 299_995, 300_000],
    ['bytes=70000-999999', 70_000, 300_000],
  ])('%s is answered with that part', async (range, start, end) => {
    const { status, headers, body } = await get({ range })
    expect(status).toBe(206)
    expect(headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/300000`)
    expect(bytes.subarray(start, end).equals(body)).toBe(true)
  })

  test('a range that is not there is refused, one of another state of the file is not used', async () => {
    const beyond = await get({ range: 'bytes=300000-' })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */300000'])
    expect((await get({ range: 'bytes=0-9', 'if-range': '"other"' })).body).toHaveLength(300_000)
    expect((await get({ range: 'bytes=0-9', 'if-range': `"${representation.blobHash}"` })).body).toHaveLength(
      10,
    )
    expect((await get({ range: 'nonsense' })).status).toBe(200)
  })

  test('an expired or changed URL is refused', async () => {
    const path = `/files/representations/${toGlobalId('Representation', representation.id)}`
    const expired = await get({}, root + (await signUrl(lab, localActor, path, -10)))
    expect(expired.status).toBe(403)
    expect(JSON.parse(expired.text)).toEqual({
      code: 'FORBIDDEN',
      message: 'This URL has expired. Ask for it again: each one is good for a short time only.',
    })
    expect((await get({}, url.replace('signature=', 'signature=A'))).status).toBe(403)
    expect((await get({}, url.replace(/expires=\d+/, 'expires=99999999999'))).status).toBe(403)
    const other = await putRepresentation(
      lab,
      { name: 'other.npz', bytes: Buffer.from('other') },
      { width: 8 },
    )
    const moved = url.replace(path, `/files/representations/${toGlobalId('Representation', other.id)}`)
    expect((await get({}, moved)).status).toBe(403)
  })

  test('without a signature it takes somebody who may read the project', async () => {
    const bare = url.split('?')[0]
    actor = undefined
    expect((await get({}, bare)).status).toBe(401)
    const projects = new Map([[representation.projectId, 'viewer' as const]])
    actor = { ...localActor, userId: 'viewer', siteAdmin: false, projects }
    expect((await get({}, bare)).status).toBe(200)
    actor = { ...actor, projects: new Map() }
    expect((await get({}, bare)).status).toBe(404)
    actor = localActor
    expect((await get({}, `${root}/files/representations/nothing`)).status).toBe(404)
  })

  test('a deleted one is not there, a restored one is', async () => {
    const id = toGlobalId('Representation', representation.id)
    const change = (verb: string) =>
      ask(
        lab,
        `mutation ($id: ID!) { ${verb}Representation(input: { id: $id }) { representation { id deletedAt } } }`,
        { id },
      )
    expect((await change('delete')).data.deleteRepresentation.representation.deletedAt).toBeTruthy()
    expect((await get()).status).toBe(404)
    expect((await change('restore')).data.restoreRepresentation.representation).toEqual({
      id,
      deletedAt: null,
    })
    expect((await get()).status).toBe(200)
  })

  test('a checkpoint can be downloaded too', async () => {
    const { blobHash } = representation
    const id = crypto.randomUUID()
    await lab.db
      .insertInto('checkpoint')
      .values({ id, runId: representation.runId, epoch: 5, blobHash })
      .execute()
    const asked = await ask(lab, 'query ($id: ID!) { node(id: $id) { ... on Checkpoint { downloadUrl } } }', {
      id: toGlobalId('Checkpoint', id),
    })
    const { body, headers } = await get({}, root + asked.data.node.downloadUrl)
    expect(bytes.equals(body)).toBe(true)
    expect(headers.get('content-disposition')).toContain('w8-s0-epoch-5.checkpoint')
  })

  if (remote)
    test('a storage that is away is said to be', async () => {
      await storage.stop()
      const away = await get()
      expect([away.status, JSON.parse(away.text).code]).toEqual([503, 'UNAVAILABLE'])
      await storage.start()
      expect((await get()).status).toBe(200)
    })
})
