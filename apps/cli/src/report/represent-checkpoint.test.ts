import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBackend } from '@mitoscope/tensor/compute'
import { decodeSafetensors } from '@mitoscope/formats'
import { afterAll, expect, test } from 'vitest'
import { representCheckpoint } from './represent-checkpoint.ts'
import { sweepQuietly } from '../sweep-folder/testing/sweep-quietly.ts'
import { tinySweep } from '@mitoscope/lab/testing'
import { writeTinyDataset } from '@mitoscope/lab/testing'

const root = mkdtempSync(join(tmpdir(), 'mitoscope-checkpoint-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('the representation of the last checkpoint equals its run’s, and that of an earlier one differs', async () => {
  const [folder, dataFolder, target] = ['sweep', 'data', 'at.safetensors'].map((name) => join(root, name))
  writeTinyDataset(dataFolder)
  await sweepQuietly({ ...tinySweep, widths: [8], seeds: [0], contrasts: [] }, { folder, dataFolder })
  const backend = await openBackend()
  const run = 'w0008-s0-wd0.002'
  const own = readFeatures(join(folder, 'runs', run, 'representation.safetensors'))
  const distances: number[] = []
  for (const epoch of [1, 12]) {
    await representCheckpoint(backend, { folder, run, epoch }, target, dataFolder)
    const features = readFeatures(target)
    distances.push(Math.max(...features.map((value, i) => Math.abs(value - own[i]))))
  }
  expect(distances[0]).toBeGreaterThan(1e-2)
  expect(distances[1]).toBeLessThan(1e-5)
  const missing = representCheckpoint(backend, { folder, run, epoch: 2 }, target, dataFolder)
  await expect(missing).rejects.toThrow('has no checkpoint of epoch 2. It has 1, 6, 12')
})

function readFeatures(path: string) {
  return decodeSafetensors(readFileSync(path), path).tensors.get('features.test')!.values
}
