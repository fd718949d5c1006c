import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MeasureResult } from '@mitoscope/analysis'
import { localActor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import type { Analysis } from './analysis.ts'
import { startAnalysis } from './start-analyses.ts'
import { computeJobs } from './testing/compute-jobs.ts'
import { putRepresentation } from './testing/put-representation.ts'

const archive = fileURLToPath(
  new URL('../../../../../tests/golden/reference/mnist-mlp-w64.npz', import.meta.url),
)
const expected = JSON.parse(readFileSync(archive.replace('.npz', '.json'), 'utf8'))

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

const read = (id: string): Promise<Analysis> =>
  lab.db.selectFrom('analysis').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const countJobs = async () =>
  (await lab.db.selectFrom('job').select(['id']).where('kind', '=', 'analyze').execute()).length

async function readBlob(hash: string): Promise<Buffer> {
  const chunks = []
  for await (const chunk of lab.blobs.read(hash)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

test('an archive with float64 truth is analysed, kept and answered from store', async () => {
  const representation = await putRepresentation(lab, archive, { width: 64 })
  const ask = { representationId: representation.id, measure: 'reconstruction' }
  const asked = await startAnalysis(lab, localActor, ask)
  expect(asked).toMatchObject({ state: 'queued', version: 2, seed: 0, sizes: [1, 2, 4, 8, 16, 32, 64] })
  expect((await startAnalysis(lab, localActor, ask)).id).toBe(asked.id)
  expect(await countJobs()).toBe(1)
  const reported = await computeJobs(lab)
  expect(reported.map(({ phase }) => phase)).toContain('Reading')
  const done = await read(asked.id)
  expect(done).toMatchObject({ state: 'finished', failure: null })
  expect(done.provenance).toMatchObject({ inputHash: representation.blobHash, draws: 3 })

  const blob = await readBlob(done.resultBlob!)
  const whole = JSON.parse(blob.toString()) as MeasureResult
  if (whole.result.shape !== 'curves') throw new Error('reconstruction gives curves')
  for (const curve of whole.result.curves) {
    const truth: number[][] = expected.draws[curve.id]
    expect(curve.draws.map((row) => row.length)).toEqual(truth.map((row) => row.length))
    curve.draws.forEach((row, i) => row.forEach((value, r) => expect(value).toBeCloseTo(truth[i][r], 5)))
    const { start, end, shape } = done.arrays.find(({ name }) => name === curve.id)!
    expect(shape).toEqual([7, 3])
    expect(JSON.parse(blob.subarray(start, end).toString())).toEqual(curve.draws)
  }
  expect(JSON.stringify(done.result)).not.toContain('draws')

  expect(await startAnalysis(lab, localActor, ask)).toMatchObject({ id: asked.id, state: 'finished' })
  const twin = await putRepresentation(lab, archive, { width: 64 })
  const same = await startAnalysis(lab, localActor, { ...ask, representationId: twin.id })
  expect(same).toMatchObject({ state: 'finished', resultBlob: done.resultBlob, runId: twin.runId })
  expect(same.id).not.toBe(asked.id)
  expect(await countJobs()).toBe(1)
})

test('a changed option, size or seed is another question, and one can be asked anew', async () => {
  const { id: representationId } = await putRepresentation(lab, archive, { width: 64 })
  const ask = { representationId, measure: 'critical-width' }
  const first = await startAnalysis(lab, localActor, ask)
  await computeJobs(lab)
  const before = await countJobs()
  const others = await Promise.all([
    startAnalysis(lab, localActor, { ...ask, options: { threshold: 0.9 } }),
    startAnalysis(lab, localActor, { ...ask, sizes: [24] }),
    startAnalysis(lab, localActor, { ...ask, seed: 1 }),
  ])
  expect(await countJobs()).toBe(before + 3)
  // Defaults that are spelled out, and sizes that are there anyway, change nothing.
  const spelled = { options: { threshold: 0.99, draws: '40' }, sizes: [32] }
  expect((await startAnalysis(lab, localActor, { ...ask, ...spelled })).id).toBe(first.id)
  expect((await startAnalysis(lab, localActor, { ...ask, recompute: true })).id).not.toBe(first.id)
  await computeJobs(lab)
  const [lower] = await Promise.all(others.map(({ id }) => read(id)))
  expect(lower.scalars.criticalSize).toBeLessThan((await read(first.id)).scalars.criticalSize!)
})

test.each(['groups', 'kept-groups', 'residual-pairs', 'chunk-error'])(
  'a point of %s that is computed again is the same to the last bit',
  async (measure) => {
    const { id: representationId } = await putRepresentation(lab, archive, { width: 64 })
    const ask = { representationId, measure, seed: 3 }
    const first = await startAnalysis(lab, localActor, ask)
    await computeJobs(lab)
    const again = await startAnalysis(lab, localActor, { ...ask, recompute: true })
    expect(again).toMatchObject({ state: 'queued', question: first.question, options: first.options })
    await computeJobs(lab)
    const [before, after] = await Promise.all([read(first.id), read(again.id)])
    expect(after).toMatchObject({ state: 'finished', failure: null })
    const results = await Promise.all([before, after].map(({ resultBlob }) => readBlob(resultBlob!)))
    expect(results[1].equals(results[0])).toBe(true)
    // Both stay: the page of the first holds the second against it.
    expect(before.state).toBe('finished')
  },
)

test('a list of numbers is one question however it is written', async () => {
  const { id: representationId } = await putRepresentation(lab, archive, { width: 64 })
  const ask = (groups: unknown) =>
    startAnalysis(lab, localActor, {
      representationId,
      measure: 'kept-groups',
      options: { size: 16, groups },
    })
  const first = await ask([3, 1, 2])
  expect(first.options).toMatchObject({ groups: [1, 2, 3], replaced: null, readout: 'ORIGINAL' })
  expect((await ask('1-3')).id).toBe(first.id)
  expect((await ask([1, 2, 3, 3])).id).not.toBe(first.id)
  await computeJobs(lab)
  const { scalars, state } = await read(first.id)
  expect(state).toBe('finished')
  expect(scalars).toMatchObject({ keptGroups: 3, neurons: 48, groupsInLayer: 4 })
})

test('a wrong request is refused with what is known', async () => {
  const { id: representationId } = await putRepresentation(lab, archive, {
    width: 64,
    tensors: ['features.test'],
  })
  const refusal = (request: object) =>
    startAnalysis(lab, localActor, { representationId, measure: 'critical-width', ...request }).catch(
      ({ code, message }) => `${code} ${message}`,
    )
  expect(await refusal({ measure: 'clusters' })).toMatch(/^BAD_USER_INPUT .*"clusters".*chunk-error/)
  expect(await refusal({ options: { treshold: 1 } })).toMatch(/BAD_USER_INPUT .*treshold.*draws, threshold/)
  expect(await refusal({ options: { draws: 0 } })).toMatch(/BAD_USER_INPUT draws 0 .*from 1 to/)
  expect(await refusal({ sizes: [65] })).toMatch(/BAD_USER_INPUT chunk size 65/)
  expect(await refusal({ seed: -1 })).toMatch(
    /BAD_USER_INPUT seed must be an integer from 0 to 2\^53 − 1; got -1/,
  )
  expect(await refusal({ measure: 'chunk-error' })).toMatch(
    /BAD_USER_INPUT .*chunk-error needs labels.test and readout.weight/,
  )
  expect(await refusal({ representationId: '00000000-0000-0000-0000-000000000000' })).toMatch(/^NOT_FOUND/)
})

test('values that are not finite fail the analysis with a reason, and an abort cancels it', async () => {
  const npy = notFiniteNpy()
  const { id } = await putRepresentation(lab, { name: 'features.test.npy', bytes: npy }, { width: 2 })
  const asked = await startAnalysis(lab, localActor, { representationId: id, measure: 'reconstruction' })
  await computeJobs(lab)
  const failed = await read(asked.id)
  expect(failed).toMatchObject({ state: 'failed', failure: { code: 'BAD_INPUT' }, resultBlob: null })
  expect(failed.failure!.message).toMatch(/features\.test.*NaN/)
  const again = await startAnalysis(lab, localActor, { representationId: id, measure: 'reconstruction' })
  expect(again).toMatchObject({ id: asked.id, state: 'queued', failure: null })
  await computeJobs(lab, AbortSignal.abort())
  expect(await read(asked.id)).toMatchObject({ state: 'cancelled', failure: null })
})

/** Returns a 2 × 2 array of float64 whose last entry is NaN. */
function notFiniteNpy(): Uint8Array {
  const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }".padEnd(117) + '\n'
  const head = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length, 0])
  return Buffer.concat([head, Buffer.from(header), Buffer.from(new Float64Array([1, 2, 3, NaN]).buffer)])
}
