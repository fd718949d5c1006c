import { createHash, randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { decodeSafetensors, encodeSafetensors, type NamedTensor } from '@mitoscope/formats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import { retryAnalysis } from '../analyses/change-analysis.ts'
import { startAnalysis, startDeferredAnalyses } from '../analyses/start-analyses.ts'
import { computeJobs } from '../analyses/testing/compute-jobs.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { createModel } from '../models/create-model.ts'
import { createProject } from '../projects/create-project.ts'
import { deleteRepresentation } from '../representations/delete-representation.ts'
import { createRun } from '../runs/create-run.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { createUpload, type Declaration } from './create-upload.ts'
import { finishUpload } from './finish-upload.ts'
import { openStaging } from './staging.ts'

const [rows, width] = [40, 8]
const wave = (count: number, shift = 0) =>
  Float32Array.from({ length: count }, (_, i) => Math.sin(i * i + shift))
const features: NamedTensor = { name: 'features.test', shape: [rows, width], values: wave(rows * width) }
const labels: NamedTensor = { name: 'labels.test', shape: [rows], values: Int32Array.from({ length: rows }, (_, i) => i % 3) } // prettier-ignore
const readout: NamedTensor = { name: 'readout.weight', shape: [3, width], values: wave(3 * width, 1) }

let lab: Lab
let modelId: string
beforeAll(async () => {
  lab = await openTestLab()
  const { id: projectId } = await createProject(lab, localActor, { name: 'parts' })
  const model = { projectId, name: 'parts', architecture: 'mlp', dataset: 'mnist' }
  modelId = (await createModel(lab, localActor, model)).id
})
afterAll(() => lab.close())

const makeRun = async () => (await createRun(lab, localActor, { modelId, width })).id

test('tensors are added to a representation one file after another, and its features are sent once', async () => {
  const runId = await makeRun()
  const first = await upload({ runId, epoch: 3 }, [features])
  const ask = () => startAnalysis(lab, localActor, { representationId: first.id, measure: 'chunk-error', options: { draws: 2 } }) // prettier-ignore
  await expect(ask()).rejects.toThrow(
    `needs labels.test and readout.weight, which the representation file.safetensors (${first.id}) lacks. Add it to that`,
  )
  const early = await startAnalysis(lab, localActor, {
    representationId: first.id,
    measure: 'reconstruction',
  })
  await lab.db
    .transaction()
    .execute((db) => startDeferredAnalyses(db, lab, localActor, [{ input: first, requests: [{ measure: 'chunk-error', options: { draws: 2 } }] }])) // prettier-ignore
  await computeJobs(lab)
  const withLabels = await upload({ runId, additionTo: first.id }, [labels])
  expect(withLabels).toMatchObject({ id: first.id, epoch: 3, site: 'last-hidden', classes: 3 })
  const whole = await upload({ runId, additionTo: first.id }, [readout])
  expect(whole.tensors.map(({ name }) => name)).toEqual(['features.test', 'labels.test', 'readout.weight'])
  const { tensors } = decodeSafetensors(await buffer(lab.blobs.read(whole.blobHash)), 'joined')
  expect(tensors.get('features.test')!.values).toEqual(features.values)
  expect(tensors.get('labels.test')!.values).toEqual(labels.values)

  const asked = await ask()
  const failed = await lab.db
    .selectFrom('analysis')
    .selectAll()
    .where('state', '=', 'failed')
    .executeTakeFirstOrThrow()
  expect(failed.failure?.message).toContain('needs labels.test')
  await retryAnalysis(lab, localActor, failed.id)
  await computeJobs(lab)
  const states = await lab.db
    .selectFrom('analysis')
    .select(['id', 'state'])
    .where('representationId', '=', first.id)
    .execute()
  expect(new Map(states.map(({ id, state }) => [id, state]))).toEqual(
    new Map([early.id, asked.id, failed.id].map((id) => [id, 'finished'])),
  )
  // Sent again, the files are what they have become.
  expect(await upload({ runId, epoch: 3 }, [features])).toMatchObject({ id: first.id })
  expect(await upload({ runId, additionTo: first.id }, [labels])).toMatchObject({ id: first.id, blobHash: whole.blobHash }) // prettier-ignore
})

test('a file that does not fit is rejected with the reason, and the representation stays', async () => {
  const runId = await makeRun()
  const first = await upload({ runId }, [features, labels])
  const add = (tensors: NamedTensor[]) => upload({ runId, additionTo: first.id }, tensors)
  await expect(add([labels])).rejects.toThrow(/labels.test.*is also in file.safetensors/)
  await expect(add([{ ...readout, name: 'other' }])).rejects.toThrow(
    'holds no tensor that file.safetensors lacks',
  )
  await expect(add([{ ...readout, shape: [width, 3].map((n) => n - 1), values: wave((width - 1) * 2) }])).rejects.toThrow(/readout/) // prettier-ignore
  const broken = { name: 'features.train', shape: [4, width], values: wave(4 * width).fill(NaN, 3, 4) }
  await expect(add([broken])).rejects.toThrow(/features.train.*NaN/)
  await expect(upload({ runId, additionTo: first.id, epoch: 1 }, [readout])).rejects.toThrow('additionTo')
  await expect(upload({ runId, additionTo: randomUUID() }, [readout])).rejects.toMatchObject({ code: 'NOT_FOUND' }) // prettier-ignore
  const other = await makeRun()
  await expect(upload({ runId: other, additionTo: first.id }, [readout])).rejects.toMatchObject({ code: 'NOT_FOUND' }) // prettier-ignore
  const row = await lab.db
    .selectFrom('representation')
    .selectAll()
    .where('id', '=', first.id)
    .executeTakeFirst()
  expect(row).toEqual(first)
  await deleteRepresentation(lab, localActor, first.id)
  await expect(add([readout])).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('two files that arrive at once are both added', async () => {
  const runId = await makeRun()
  const first = await upload({ runId }, [features])
  await Promise.all([labels, readout].map((tensor) => upload({ runId, additionTo: first.id }, [tensor])))
  const row = await lab.db.selectFrom('representation').selectAll().where('id', '=', first.id).executeTakeFirstOrThrow() // prettier-ignore
  expect(row.tensors.map(({ name }) => name).toSorted()).toEqual(['features.test', 'labels.test', 'readout.weight']) // prettier-ignore
})

async function upload(
  given: Pick<Declaration, 'runId' | 'epoch' | 'additionTo'>,
  tensors: readonly NamedTensor[],
) {
  const bytes = Buffer.concat([...encodeSafetensors(tensors)])
  const hash = createHash('sha256').update(bytes).digest('hex')
  const declaration = { fileName: 'file.safetensors', bytes: bytes.length, hash, ...given }
  const made = await createUpload(lab, localActor, declaration)
  if ('representation' in made) return made.representation
  await openStaging(lab).write(made.upload.id, 0, one(bytes))
  return finishUpload(lab, made.upload.id)
}

async function* one(bytes: Uint8Array) {
  yield bytes
}
