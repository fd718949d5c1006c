import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { create } from 'tar'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { readDataset } from '../read-dataset.ts'
import { writeTinyCifar } from '../testing/write-tiny-cifar.ts'

const root = mkdtempSync(join(tmpdir(), 'mitoscope-files-'))
const folder = join(root, 'data')
const settings = { dataset: 'cifar-10', trainSize: 20, testSize: 4 }
const read = () => readDataset(settings, folder)

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test.each(['', 'cifar-10-batches-bin', 'cifar-10', 'cifar-10/cifar-10-batches-bin'])(
  'finds the binary files of CIFAR-10 in “%s”',
  async (place) => {
    writeTinyCifar(join(folder, place))
    const { shape, classes, train, test: held, means } = await read()
    expect([shape, classes, train.count, held.count]).toEqual([[32, 32, 3], 10, 20, 4])
    expect([...train.labels.subarray(0, 5), held.labels[0]]).toEqual([0, 1, 2, 3, 1, 5])
    expect(means.map((mean) => mean / 255)).toEqual([0.4914, 0.4822, 0.4465])
    // The sixth training image has the greys 50, 51 and 52; by the recipe's means and deviations.
    const expected = [50 / 255 - 0.4914, 51 / 255 - 0.4822, 52 / 255 - 0.4465].map(
      (value, channel) => value / [0.247, 0.243, 0.261][channel],
    )
    const pixel = train.inputs.subarray(5 * 3_072 + 300, 5 * 3_072 + 303)
    pixel.forEach((value, channel) => expect(value).toBeCloseTo(expected[channel], 6))
  },
)

test('reads the archive as it is published, without unpacking it', async () => {
  const unpacked = join(root, 'cifar-10-batches-bin')
  writeTinyCifar(unpacked)
  await create({ file: join(folder, 'cifar-10-binary.tar.gz'), cwd: root, gzip: true }, [
    'cifar-10-batches-bin',
  ])
  const fromArchive = await read()
  rmSync(join(folder, 'cifar-10-binary.tar.gz'))
  writeTinyCifar(folder)
  expect(fromArchive).toEqual(await read())
})

test('an archive of something else, or a damaged one, is refused', async () => {
  const archive = join(folder, 'cifar-10-binary.tar.gz')
  writeTinyCifar(join(root, 'other'))
  rmSync(join(root, 'other', 'data_batch_3.bin'))
  await create({ file: archive, cwd: root, gzip: true }, ['other'])
  await expect(read()).rejects.toThrow(
    `${archive}: it has no data_batch_3.bin. Give the archive as published`,
  )
  await create({ file: archive, cwd: root }, ['other'])
  await expect(read()).rejects.toThrow(`${archive}: it has no data_batch_3.bin`)
})

test('names every file that is missing, and what may be there instead', async () => {
  writeTinyCifar(folder)
  rmSync(join(folder, 'data_batch_2.bin'))
  rmSync(join(folder, 'test_batch.bin'))
  await expect(read()).rejects.toThrow(
    `${join(folder, 'data_batch_2.bin')}: there is no such file, nor test_batch.bin. CIFAR-10 consists of data_batch_1.bin, `,
  )
  rmSync(folder, { recursive: true })
  mkdirSync(folder)
  await expect(read()).rejects.toThrow(
    `Put the files of CIFAR-10 there or into ${join(folder, 'cifar-10')}: data_batch_1.bin … test_batch.bin ` +
      '(as from cifar-10-binary.tar.gz, or that archive itself); or data_batch_1 … test_batch ',
  )
})

test('data that no package carries, and data of the user, want a folder', async () => {
  await expect(readDataset({ ...settings, dataset: 'cifar-100' })).rejects.toThrow(
    'no package carries CIFAR-100. Download its files and name their folder with --data-folder',
  )
  await expect(readDataset({ ...settings, dataset: 'image-folder' })).rejects.toThrow(
    'its files are yours. Name their folder with --data-folder',
  )
})
