import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor, type Actor } from '../access/actor.ts'
import { putRepresentation } from '../analyses/testing/put-representation.ts'
import { toJson } from '../../platform/database/json.ts'
import type { LabEvent } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { createModel } from '../models/create-model.ts'
import { createProject } from '../projects/create-project.ts'
import { deleteRepresentation, restoreRepresentation } from '../representations/delete-representation.ts'
import { createRun } from '../runs/create-run.ts'
import { deleteRuns } from '../runs/delete-runs.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { createUpload } from './create-upload.ts'
import { findUpload, type Upload } from './upload.ts'
import { finishUpload, resumeUploads } from './finish-upload.ts'
import { openStaging } from './staging.ts'

const archive = fileURLToPath(
  new URL('../../../../../tests/golden/reference/synthetic-w64.npz', import.meta.url),
)
let lab: Lab
let bytes: Buffer
let hash: string
beforeAll(async () => {
  lab = await openTestLab()
  bytes = await readFile(archive)
  hash = createHash('sha256').update(bytes).digest('hex')
})
afterAll(() => lab.close())

let runs = 0
async function makeRun() {
  const name = `uploads ${runs++}`
  const { id: projectId } = await createProject(lab, localActor, { name })
  const model = { projectId, name, architecture: 'mlp', dataset: 'mnist' }
  const { id: modelId } = await createModel(lab, localActor, model)
  return createRun(lab, localActor, { modelId, width: 64 })
}

async function declare(runId: string, actor: Actor = localActor): Promise<Upload> {
  const made = await createUpload(lab, actor, { runId, fileName: 'w64.npz', bytes: bytes.length, hash })
  if ('representation' in made) throw new Error('it is known already')
  return made.upload
}

async function stage(id: string, part = bytes) {
  await openStaging(lab).write(id, 0, one(part))
}

async function stateOf(id: string) {
  return (await findUpload(lab, localActor, id))?.state
}

test('a server that starts finishes what arrived whole, forgets what is too old and leaves the rest', async () => {
  const [whole, half, old] = [
    await declare((await makeRun()).id),
    await declare((await makeRun()).id),
    await declare((await makeRun()).id),
  ]
  await stage(whole.id)
  await stage(half.id, bytes.subarray(0, 1_000))
  await stage(old.id, bytes.subarray(0, 1_000))
  await stage('8c5e6f3a-0000-4000-8000-000000000000')
  await lab.db
    .updateTable('upload')
    .set({ expiresAt: new Date(0) })
    .where('id', '=', old.id)
    .execute()
  await resumeUploads(lab)
  expect(await Promise.all([whole, half, old].map(({ id }) => stateOf(id)))).toEqual([
    'finished',
    'receiving',
    'expired',
  ])
  const left = []
  for await (const id of openStaging(lab).list()) left.push(id)
  expect(left).toEqual([half.id])
  await expect(finishUpload(lab, old.id)).rejects.toThrow('was not completed in time')
})

test('finishing twice at once makes one representation', async () => {
  const run = await makeRun()
  const events: LabEvent[] = []
  const stop = lab.events.subscribe((event) => events.push(event))
  // Known by now in a project that this actor may not read, so it has to be sent.
  const projects = new Map([[run.projectId, 'editor' as const]])
  const editor = { ...localActor, userId: 'e', name: 'e', siteAdmin: false, projects }
  const upload = await declare(run.id, editor)
  await stage(upload.id)
  const [first, second] = await Promise.all([finishUpload(lab, upload.id), finishUpload(lab, upload.id)])
  expect(second).toEqual(first)
  expect(first).toMatchObject({
    width: 64,
    inputHash: hash,
    blobHash: hash,
    createdBy: 'e',
    format: expect.any(String),
  })
  const rows = await lab.db.selectFrom('representation').select('id').where('runId', '=', run.id).execute()
  expect(rows).toEqual([{ id: first.id }])
  await expect.poll(() => events.map(({ kind, id }) => `${kind} ${id}`)).toContain(`trainingRun ${run.id}`)
  stop()
})

test('a sweep that asked for analyses gets them when the representation of its run arrives', async () => {
  const run = await makeRun()
  const sweep = { id: crypto.randomUUID(), projectId: run.projectId, modelId: run.modelId, name: 'asked' }
  const analyses = toJson([{ measure: 'reconstruction', options: {} }])
  await lab.db
    .insertInto('sweep')
    .values({ ...sweep, config: toJson({}), analyses })
    .execute()
  await lab.db.updateTable('trainingRun').set({ sweepId: sweep.id }).where('id', '=', run.id).execute()
  const made = await createUpload(lab, localActor, {
    runId: run.id,
    fileName: 'w64.npz',
    bytes: bytes.length,
    hash,
  })
  expect(made).toMatchObject({ representation: { runId: run.id, blobHash: hash } })
  const asked = await lab.db
    .selectFrom('analysis')
    .select(['measure', 'state'])
    .where('runId', '=', run.id)
    .execute()
  expect(asked).toEqual([{ measure: 'reconstruction', state: 'queued' }])
})

test('a deleted run takes nothing, a viewer sends nothing, and a restored twin is rejected', async () => {
  const run = await makeRun()
  const projects = new Map([[run.projectId, 'viewer' as const]])
  const viewer = { ...localActor, userId: 'v', siteAdmin: false, projects }
  await expect(declare(run.id, viewer)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(declare(run.id, { ...viewer, projects: new Map() })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  const upload = await declare(run.id, {
    ...viewer,
    projects: new Map([[run.projectId, 'editor' as const]]),
  })
  await stage(upload.id)
  await deleteRuns(lab, localActor, [run.id])
  await expect(finishUpload(lab, upload.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await stateOf(upload.id)).toBe('failed')

  const file = { name: 'twin.npz', bytes: Buffer.from('twin') }
  const first = await putRepresentation(lab, file, { width: 8 })
  await deleteRepresentation(lab, localActor, first.id)
  const { projectId, modelId } = await lab.db
    .selectFrom('trainingRun')
    .selectAll()
    .where('id', '=', first.runId)
    .executeTakeFirstOrThrow()
  await putRepresentation(lab, file, { width: 8, projectId, modelId, runId: first.runId })
  await expect(restoreRepresentation(lab, localActor, first.id)).rejects.toMatchObject({ code: 'CONFLICT' })
})

async function* one(part: Uint8Array) {
  yield part
}
