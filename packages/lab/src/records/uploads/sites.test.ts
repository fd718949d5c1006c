import { createHash } from 'node:crypto'
import { encodeSafetensors } from '@mitoscope/formats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { createModel } from '../models/create-model.ts'
import { createProject } from '../projects/create-project.ts'
import { deleteRepresentation, restoreRepresentation } from '../representations/delete-representation.ts'
import { listRepresentations } from '../representations/find-representations.ts'
import { listSites } from '../representations/list-sites.ts'
import type { GivenSite } from '../representations/site.ts'
import { createRun } from '../runs/create-run.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { createUpload } from './create-upload.ts'
import { finishUpload } from './finish-upload.ts'
import { openStaging } from './staging.ts'

let lab: Lab
let runId: string
beforeAll(async () => {
  lab = await openTestLab()
  const { id: projectId } = await createProject(lab, localActor, { name: 'sites' })
  const model = { projectId, name: 'sites', architecture: 'resnet', dataset: 'cifar10' }
  const { id: modelId } = await createModel(lab, localActor, model)
  runId = (await createRun(lab, localActor, { modelId, width: 8 })).id
})
afterAll(() => lab.close())

test('layers of one run and epoch stand side by side, each with its own width', async () => {
  const last = await upload(makeFile(8, 0))
  const block = await upload(makeFile(4, 0), { site: ' layer2 ', siteKind: 'block', sitePosition: 2 })
  const stem = await upload(makeFile(3, 0), { site: 'stem', sitePosition: 0 })
  expect([last, block, stem].map(({ site, width }) => [site, width])).toEqual([['last-hidden', 8], ['layer2', 4], ['stem', 3]]) // prettier-ignore
  expect(block).toMatchObject({ siteKind: 'block', sitePosition: 2, epoch: 5 })
  const listed = (await listRepresentations(lab, localActor, [runId])).get(runId)!
  expect(listSites(listed)).toEqual([
    { name: 'stem', kind: null, position: 0, widths: [3], representationCount: 1 },
    { name: 'layer2', kind: 'block', position: 2, widths: [4], representationCount: 1 },
    { name: 'last-hidden', kind: null, position: null, widths: [8], representationCount: 1 },
  ])
})

test('the same bytes at two sites are two representations, and at one site one, whose kind can be added', async () => {
  const bytes = makeFile(8, 1)
  const last = await upload(bytes)
  const norm = await upload(bytes, { site: 'norm' })
  expect(norm.id).not.toBe(last.id)
  expect(norm.site).toBe('norm')
  const again = await upload(bytes, { site: 'norm', siteKind: 'normalisation' })
  expect(again).toMatchObject({ id: norm.id, siteKind: 'normalisation' })
  await deleteRepresentation(lab, localActor, norm.id)
  expect(await upload(bytes)).toMatchObject({ id: last.id })
  expect(await restoreRepresentation(lab, localActor, norm.id)).toMatchObject({ site: 'norm' })
})

test('a file that names its layer is of that site unless another one is declared, and is found again', async () => {
  const metadata = { site: 'block3.attention', site_kind: 'attention', site_position: '7' }
  const bytes = makeFile(5, 2, metadata)
  const named = await upload(bytes)
  expect(named).toMatchObject({ site: 'block3.attention', siteKind: 'attention', sitePosition: 7, width: 5 })
  expect(await upload(bytes)).toMatchObject({ id: named.id })
  const other = await upload(bytes, { site: 'copy' })
  expect(other).toMatchObject({ site: 'copy', siteKind: null, sitePosition: null })
})

test('another width is rejected for the last hidden layer alone, and says how to name another', async () => {
  await expect(upload(makeFile(6, 3))).rejects.toThrow(
    /has 6 neurons, the run has width 8.*name that as its site/,
  )
  await expect(upload(makeFile(6, 3), { site: 'last-hidden' })).rejects.toThrow('has 6 neurons')
  expect(await upload(makeFile(6, 3), { site: 'layer1' })).toMatchObject({ width: 6 })
})

test('a site that cannot be stored is rejected by its value', async () => {
  const bytes = makeFile(8, 4)
  for (const [given, message] of [
    [{ site: '  ' }, 'site: it is empty'],
    [{ site: 'a\nb' }, 'control characters'],
    [{ site: 'x'.repeat(201) }, '201 characters'],
    [{ site: 'a', siteKind: 'k'.repeat(51) }, '51 characters'],
    [{ site: 'a', sitePosition: -1 }, '-1 is not a position'],
  ] as const)
    await expect(upload(bytes, given)).rejects.toThrow(message)
  const long = makeFile(8, 4, { site: 'x'.repeat(201) })
  await expect(upload(long)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
})

/** Makes a representation of some width: other bytes for each number. */
function makeFile(width: number, number: number, metadata?: Record<string, string>): Buffer {
  const values = Float32Array.from({ length: 4 * width }, (_, i) => Math.sin(i + number))
  const tensors = [{ name: 'features.test', shape: [4, width], values }]
  return Buffer.concat([...encodeSafetensors(tensors, metadata)])
}

async function upload(bytes: Buffer, site: GivenSite = {}) {
  const hash = createHash('sha256').update(bytes).digest('hex')
  const declaration = { runId, fileName: 'layer.safetensors', bytes: bytes.length, hash, epoch: 5, ...site }
  const made = await createUpload(lab, localActor, declaration)
  if ('representation' in made) return made.representation
  await openStaging(lab).write(made.upload.id, 0, one(bytes))
  return finishUpload(lab, made.upload.id)
}

async function* one(bytes: Uint8Array) {
  yield bytes
}
