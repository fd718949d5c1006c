import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { MeasureResult } from '@mitoscope/analysis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../../access/actor.ts'
import type { Lab } from '../../../platform/lab/lab.ts'
import { openTestLab } from '../../../testing/open-test-lab.ts'
import { startAnalysis } from '../start-analyses.ts'
import { computeJobs } from '../testing/compute-jobs.ts'
import { putRepresentation } from '../testing/put-representation.ts'
import { openArray, decodeRows, type ArrayFormat } from './open-array.ts'

const archive = fileURLToPath(
  new URL('../../../../../../tests/golden/reference/mnist-mlp-w64.npz', import.meta.url),
)
const run = promisify(execFile)
const numpy = await run('python3', ['-c', 'import numpy']).then(
  () => true,
  () => false,
)

let lab: Lab
let folder: string
beforeAll(async () => {
  lab = await openTestLab()
  folder = await mkdtemp(join(tmpdir(), 'mitoscope-arrays-'))
})
afterAll(async () => {
  await lab.close()
  await rm(folder, { recursive: true })
})

async function read(id: string, name: string, format: ArrayFormat) {
  const file = await openArray(lab, localActor, id, name, format)
  if (!file) return undefined
  const chunks = []
  for await (const chunk of file.chunks) chunks.push(chunk)
  const content = Buffer.concat(chunks)
  if (file.bytes !== undefined) expect(content.length).toBe(file.bytes)
  return content
}

async function analyse(measure: string, options: object = {}) {
  const { id: representationId } = await putRepresentation(lab, archive, { width: 64 })
  const { id } = await startAnalysis(lab, localActor, { representationId, measure, options: { ...options } })
  await computeJobs(lab)
  const whole = JSON.parse((await read(id, 'result', 'json'))!.toString()) as MeasureResult
  return { id, ...whole }
}

test('a curve comes as exact float64 and as a table with its chunk sizes', async () => {
  const { id, result } = await analyse('chunk-error')
  if (result.shape !== 'curves') throw new Error('chunk-error gives curves')
  const draws = result.curves.find((curve) => curve.id === 'testLoss')!.draws
  const npy = (await read(id, 'testLoss', 'npy'))!
  const header = npy.subarray(10, 10 + npy.readUInt16LE(8)).toString()
  expect(header).toMatch(/^\{'descr': '<f8', 'fortran_order': False, 'shape': \(7, 3\), \} *\n$/)
  expect((10 + header.length) % 64).toBe(0)
  const values = new Float64Array(Uint8Array.from(npy.subarray(10 + header.length)).buffer)
  expect([...values]).toEqual(draws.flat())
  const lines = (await read(id, 'testLoss', 'csv'))!.toString().trimEnd().split('\n')
  expect(lines[0]).toBe('size,draw_0,draw_1,draw_2')
  expect(lines.slice(1).map((line) => line.split(',').map(Number))).toEqual(
    draws.map((row, i) => [result.sizes[i], ...row]),
  )
  expect((await read(id, 'sizes', 'csv'))!.toString()).toBe('sizes\n1\n2\n4\n8\n16\n32\n64\n')
  expect(await read(id, 'nothing', 'npy')).toBeUndefined()
})

test.skipIf(!numpy)('numpy reads every array of every shape', async () => {
  const options: Record<string, object> = { groups: { size: 8 } }
  const expected: Record<string, [string, number[]]> = {}
  for (const measure of ['residual-correlation', 'groups', 'residual-pairs', 'decay-law', 'critical-width']) {
    const { id } = await analyse(measure, options[measure])
    const { arrays } = await lab.db
      .selectFrom('analysis')
      .select('arrays')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(arrays.length).toBeGreaterThan(0)
    for (const { name, shape } of arrays) {
      expected[`${measure}-${name}.npy`] = ['float64', shape]
      await writeFile(join(folder, `${measure}-${name}.npy`), (await read(id, name, 'npy'))!)
      const csv = (await read(id, name, 'csv'))!.toString().trimEnd().split('\n')
      expect(csv.length, `${measure} ${name}`).toBe(1 + shape[0])
    }
  }
  const script =
    'import numpy, os, sys, json; os.chdir(sys.argv[1]); arrays = {f: numpy.load(f) for f in os.listdir(".")}; ' +
    'print(json.dumps({f: [str(a.dtype), a.shape] for f, a in arrays.items()}))'
  const { stdout } = await run('python3', ['-c', script, folder])
  expect(JSON.parse(stdout)).toEqual(expected)
})

test('rows are cut alike wherever the bytes are', async () => {
  const json = Buffer.from('[[1.5,null,-2e-7],[3],[]]')
  for (const size of [1, 2, 5, 100]) {
    async function* pieces() {
      for (let at = 0; at < json.length; at += size) yield json.subarray(at, at + size)
    }
    const rows = []
    for await (const row of decodeRows(pieces(), 3)) rows.push([...row])
    expect(rows).toEqual([[1.5, NaN, -2e-7], [3, NaN, NaN], [NaN, NaN, NaN]]) // prettier-ignore
  }
})
