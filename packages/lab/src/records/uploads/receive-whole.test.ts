import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { writeNpz } from '@mitoscope/formats/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { createModel } from '../models/create-model.ts'
import { createProject } from '../projects/create-project.ts'
import { createRun } from '../runs/create-run.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { cancelUpload, findUpload, removeOrphanedStaging, type Upload } from './upload.ts'
import { createUpload } from './create-upload.ts'
import { finishUpload } from './finish-upload.ts'
import { makeStagingName, openStaging } from './staging.ts'
import { receiveWhole } from './receive-whole.ts'

const archive = fileURLToPath(
  new URL('../../../../../tests/golden/reference/synthetic-w64.npz', import.meta.url),
)
const bytes = readFileSync(archive)
let lab: Lab
let runId: string
let upload: Upload

beforeEach(async () => {
  lab = await openTestLab()
  const { id: projectId } = await createProject(lab, localActor, { name: 'p' })
  const about = { projectId, name: 'm', architecture: 'mlp', dataset: 'mnist' }
  const { id: modelId } = await createModel(lab, localActor, about)
  runId = (await createRun(lab, localActor, { modelId, width: 64 })).id
  upload = await declare(bytes)
})
afterEach(() => lab.close())

async function declare(content: Buffer): Promise<Upload> {
  const hash = createHash('sha256').update(content).digest('hex')
  const declared = { runId, fileName: 'w64.npz', bytes: content.length, hash }
  return ((await createUpload(lab, localActor, declared)) as { upload: Upload }).upload
}

/** Yields the content in pieces, with turns for other work between them. */
async function* send(content: Buffer = bytes) {
  for (let start = 0; start < content.length; start += 20_000) {
    yield content.subarray(start, start + 20_000)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const find = async () => (await findUpload(lab, localActor, upload.id))!

async function listStaged() {
  const names: string[] = []
  for await (const name of openStaging(lab).list()) names.push(name)
  return names
}

test('senders of all bytes at once all get the representation, and nothing is left of them', async () => {
  const records = await Promise.all([1, 2, 3].map(() => receiveWhole(lab, upload, send())))
  expect(new Set(records.map(({ id }) => id)).size).toBe(1)
  expect(await find()).toMatchObject({ state: 'finished', representationId: records[0].id })
  expect(await listStaged()).toEqual([])
})

test('what a sender that died left apart is removed with its upload, and not before', async () => {
  const apart = makeStagingName(upload.id)
  await openStaging(lab).write(apart, 0, send(bytes.subarray(0, 100)))
  await removeOrphanedStaging(lab)
  expect(await listStaged()).toEqual([apart])
  await cancelUpload(lab, upload.id)
  await removeOrphanedStaging(lab)
  expect(await listStaged()).toEqual([])
})

const isLinux = process.platform === 'linux'

test.skipIf(!isLinux)('a reading process that is killed is said to be, and the next one reads', async () => {
  // A reader of the tests before, which has nothing to do, must not be taken for the one that reads.
  await expect.poll(killReader).toBe(false)
  // On a busy machine a reader may be done before it is seen, and a new file is tried.
  let outcome: 'read' | 'killed' = 'read'
  for (let attempt = 1; outcome === 'read' && attempt <= 50; attempt++) {
    const content = makeArchive(attempt)
    upload = await declare(content)
    await openStaging(lab).write(upload.id, 0, send(content))
    const finished = finishUpload(lab, upload.id)
    let isSettled = false
    const settle = () => void (isSettled = true)
    finished.then(settle, settle)
    // The upload may have been given to an idle one, whose end this process has not heard of yet: then no other starts.
    await expect.poll(() => isSettled || killReader(), { interval: 1 }).toBe(true)
    outcome = await finished.then(
      () => 'read' as const,
      (error) => {
        expect(error).toMatchObject({
          code: 'UNAVAILABLE',
          message: expect.stringContaining('SIGKILL'),
        })
        return 'killed' as const
      },
    )
  }
  expect(outcome).toBe('killed')
  await finishUpload(lab, upload.id)
  expect(await find()).toMatchObject({ state: 'finished' })
})

/** Makes an archive that takes a while to be read, and is another one for every seed. */
function makeArchive(seed: number): Buffer {
  const rows = 20_000
  const values = Float32Array.from({ length: rows * 64 }, (_, i) => Math.sin(seed * i))
  return Buffer.from(writeNpz({ 'features.test': { shape: [rows, 64], values } }))
}

/** Kills the process that this one started to read uploads; returns false if there is none. */
function killReader(): boolean {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const parent = /\) \S (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))![1]
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      if (Number(parent) !== process.pid || !command.includes('ingest-process')) continue
      return process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It has ended meanwhile.
    }
  }
  return false
}
