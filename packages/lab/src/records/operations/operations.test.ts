import { rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBlobStore } from '../../platform/blobs/open-blob-store.ts'
import { startObjectStorage } from '../../platform/blobs/testing/start-object-storage.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { checkReady } from './check-ready.ts'
import { countJobs } from './count-jobs.ts'

let lab: Lab
beforeAll(async () => {
  lab = await openTestLab()
})
afterAll(() => lab.close())

test('a lab whose database and storage answer is ready', async () => {
  expect(await checkReady(lab)).toEqual([])
})

test('what does not answer, or not in time, is named', async () => {
  const storage = await startObjectStorage()
  const away = await openTestLab({ blobUrl: storage.bucketUrl })
  expect(await checkReady(away, 30_000)).toEqual([])
  await storage.stop()
  expect(await checkReady(away, 30_000)).toEqual(['The blob storage does not answer.'])
  await away.close()
  await storage.close()
  const silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
  try {
    const blobs = await openBlobStore(lab.folder, 's3://silent')
    expect(await checkReady({ ...lab, blobs }, 1_000)).toEqual(['The blob storage does not answer.'])
  } finally {
    delete process.env.AWS_ENDPOINT_URL
    silent.close()
    silent.closeAllConnections()
  }
})

test('a storage that cannot be written to, or is not the lab’s, is no longer ready', async () => {
  const mine = await openTestLab()
  const blobs = join(mine.folder, 'blobs')
  // Nothing has been proven of a store that is opened anew.
  const check = async () => checkReady({ ...mine, blobs: await openBlobStore(blobs) }, 30_000)
  expect(await check()).toEqual([])
  rmSync(join(blobs, 'arriving'), { recursive: true })
  writeFileSync(join(blobs, 'arriving'), '')
  expect(await check()).toEqual([
    expect.stringMatching(/^The blob storage cannot be written or read \(E[A-Z]+\)\.$/),
  ])
  rmSync(join(blobs, 'arriving'))
  writeFileSync(join(blobs, 'lab-id'), 'other')
  expect(await check()).toEqual(['The blob storage belongs to another lab.'])
  rmSync(join(blobs, 'lab-id'))
  expect(await check()).toEqual(['The blob storage has lost the id of the lab.'])
  await mine.close()
})

test('jobs are counted by kind and state', async () => {
  expect(await countJobs(lab)).toEqual([])
})
