import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeSafetensors, type NamedTensor, usualExtensions } from '@mitoscope/formats'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { readDataset } from '../read-dataset.ts'

const folder = mkdtempSync(join(tmpdir(), 'mitoscope-features-'))
const settings = { dataset: 'features', trainSize: 6, testSize: 3 }
const tensors: readonly NamedTensor[] = [
  { name: 'features.train', shape: [8, 4], values: Float32Array.from({ length: 32 }, (_, i) => i - 5) },
  { name: 'labels.train', shape: [8], values: Int32Array.of(0, 1, 2, 3, 4, 0, 1, 2) },
  { name: 'features.test', shape: [3, 4], values: Float32Array.from({ length: 12 }, (_, i) => i / 2) },
  { name: 'labels.test', shape: [3], values: Int32Array.of(4, 2, 0) },
]
const write = (name: string, content: readonly NamedTensor[]) => {
  const parts = encodeSafetensors(content)
  writeFileSync(join(folder, name), Buffer.concat([...parts]))
}

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('vectors and their classes are taken from the tensors that representations have', async () => {
  write('features.safetensors', tensors)
  const { shape, inputs, classes, train, test: held, means, deviations } = await readDataset(settings, folder)
  expect([shape, inputs, classes, train.count, held.count]).toEqual([[1, 1, 4], 4, 5, 6, 3])
  expect([...train.labels, ...held.labels]).toEqual([0, 1, 2, 3, 4, 0, 4, 2, 0])
  // The mean and deviation of the 24 values that are taken.
  expect(means[0]).toBeCloseTo(6.5, 12)
  expect(deviations[0]).toBeCloseTo(Math.sqrt((24 ** 2 - 1) / 12), 12)
  expect(held.inputs[3]).toBeCloseTo((1.5 - means[0]) / deviations[0], 6)
})

test('refuses float64 that float32 cannot hold', async () => {
  const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (8, 4), }".padEnd(117) + '\n'
  const values = Float64Array.from({ length: 32 }, (_, i) => (i === 9 ? 1e39 : i))
  const preamble = Buffer.from('\x93NUMPY\x01\x00\x76\x00', 'latin1')
  write('others.safetensors', tensors.slice(1))
  writeFileSync(
    join(folder, 'features.train.npy'),
    Buffer.concat([preamble, Buffer.from(header), new Uint8Array(values.buffer)]),
  )
  await expect(readDataset(settings, folder)).rejects.toThrow('the value 1e+39 does not fit float32')
})

test('says what is missing, and how many there are', async () => {
  await expect(readDataset(settings, folder)).rejects.toThrow(`has no ${usualExtensions()} file`)
  write('features.safetensors', tensors)
  await expect(readDataset({ ...settings, trainSize: 9 }, folder)).rejects.toThrow(
    `${folder}: the sweep wants 9 training images, this has 8`,
  )
  write('features.safetensors', tensors.slice(0, 3))
  await expect(readDataset(settings, folder)).rejects.toThrow(`${folder}: there is no labels.test`)
  write('features.safetensors', tensors.slice(2))
  await expect(readDataset(settings, folder)).rejects.toThrow(`${folder}: there is no features.train`)
})
