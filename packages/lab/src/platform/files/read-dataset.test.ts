import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { readDataset } from './read-dataset.ts'
import { tinySweep } from './testing/tiny-sweep.ts'
import { writeTinyDataset } from './testing/write-tiny-dataset.ts'

const folder = mkdtempSync(join(tmpdir(), 'mitoscope-data-'))
beforeEach(() => writeTinyDataset(folder))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('reads files as published from a folder, plain and gzipped', async () => {
  const data = await readDataset(tinySweep, folder)
  expect([data.inputs, data.classes, data.train.count, data.test.count]).toEqual([784, 10, 300, 100])
})

test('reads MNIST from its package', async () => {
  const {
    train,
    test: held,
    means,
  } = await readDataset({ ...tinySweep, trainSize: 10_000, testSize: 10_000 })
  expect([...train.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9])
  expect([...held.labels.subarray(0, 5)]).toEqual([7, 2, 1, 0, 4])
  expect(means[0] / 255).toBeCloseTo(0.1307, 2)
})

test('reads Fashion-MNIST from its package', async () => {
  const config = { ...tinySweep, dataset: 'fashion-mnist', trainSize: 60_000, testSize: 10_000 }
  const { train, test: held, means, deviations } = await readDataset(config)
  expect([train.count, held.count]).toEqual([60_000, 10_000])
  expect([means[0] / 255, deviations[0] / 255].map((value) => value.toFixed(3))).toEqual(['0.286', '0.353'])
})

test('names a Git LFS pointer in the place of a file', async () => {
  const images = join(folder, 'train-images-idx3-ubyte')
  writeFileSync(images, 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12345\n')
  await expect(readDataset(tinySweep, folder)).rejects.toThrow(
    `${images}: it is a Git LFS pointer, not the file itself (12345 bytes). Fetch the file in its repository: git lfs`,
  )
})

test('names the file, the problem and the remedy', async () => {
  const images = join(folder, 'train-images-idx3-ubyte')
  writeFileSync(images, readFileSync(images).subarray(0, 1_000))
  await expect(readDataset(tinySweep, folder)).rejects.toThrow(
    `${images}: it is cut short: 1000 bytes, its header announces 235216. Download the file again`,
  )
  await expect(readDataset(tinySweep, join(folder, 'elsewhere'))).rejects.toThrow('there is no such file')
})

test('replaces a share of the training labels, from the seed of the data', async () => {
  const clean = await readDataset(tinySweep, folder)
  const noisy = await readDataset({ ...tinySweep, labelNoise: 0.1, dataSeed: 4 }, folder)
  const wrong = noisy.train.labels.filter((label, row) => label !== clean.train.labels[row])
  expect(wrong).toHaveLength(30)
  expect(noisy.test).toEqual(clean.test)
  expect(await readDataset({ ...tinySweep, labelNoise: 0.1, dataSeed: 4 }, folder)).toEqual(noisy)
  expect(await readDataset({ ...tinySweep, labelNoise: 0.1 }, folder)).not.toEqual(noisy)
})

test('refuses to take more images than there are', async () => {
  await expect(readDataset({ ...tinySweep, trainSize: 301 }, folder)).rejects.toThrow(
    'wants 301 training images',
  )
})

test('a folder of other datasets does not hide those that packages carry', async () => {
  const other = join(folder, 'others')
  mkdirSync(join(other, 'cifar-10'), { recursive: true })
  const { train } = await readDataset(tinySweep, other)
  expect([...train.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9])
})
