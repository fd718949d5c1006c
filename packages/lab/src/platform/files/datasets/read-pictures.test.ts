import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { readDataset } from '../read-dataset.ts'
import { writePng } from '../testing/write-png.ts'

const folder = mkdtempSync(join(tmpdir(), 'mitoscope-pictures-'))
const settings = { dataset: 'image-folder', trainSize: 5, testSize: 2, pictureSize: 2 }

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  const write = (split: string, name: string, names: readonly string[], grey: number) => {
    mkdirSync(join(folder, split, name), { recursive: true })
    names.forEach((file, i) =>
      writePng(join(folder, split, name, file), 4, new Uint8Array(4 * 2 * 3).fill(grey + i)),
    )
  }
  write('train', 'cat', ['b.png', 'a.PNG', 'c.png'], 10)
  write('train', 'ant', ['1.png', '2.png'], 100)
  write('test', 'cat', ['1.png'], 30)
  write('test', 'ant', ['1.png'], 130)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('classes are folders in the order of their names, and take turns', async () => {
  const { shape, classes, train, test: held, means, deviations } = await readDataset(settings, folder)
  expect([shape, classes, train.count, held.count]).toEqual([[2, 2, 3], 2, 5, 2])
  expect([...train.labels]).toEqual([0, 1, 0, 1, 1])
  const greys = [0, 1, 2, 3, 4].map((i) => Math.round(train.inputs[12 * i] * deviations[0] + means[0]))
  expect(greys).toEqual([100, 11, 101, 10, 12])
  expect(held.inputs.length).toBe(24)
})

test('a validation set may stand for the test set, and the folder may be called as the dataset', async () => {
  const usual = await readDataset(settings, folder)
  renameSync(join(folder, 'test'), join(folder, 'val'))
  expect(await readDataset(settings, folder)).toEqual(usual)
  mkdirSync(join(folder, 'image-folder'))
  for (const name of ['train', 'val']) renameSync(join(folder, name), join(folder, 'image-folder', name))
  expect(await readDataset(settings, folder)).toEqual(usual)
})

test('says which picture, folder or number is wrong', async () => {
  const read = (changed = {}) => readDataset({ ...settings, ...changed }, folder)
  await expect(read({ trainSize: 6 })).rejects.toThrow(
    `${join(folder, 'train')}: the sweep wants 6 training images, this has 5`,
  )
  const broken = join(folder, 'train', 'ant', '1.png')
  writeFileSync(broken, 'no picture')
  await expect(read()).rejects.toThrow(`${broken}: it is neither PNG nor JPEG`)
  mkdirSync(join(folder, 'test', 'dog'))
  await expect(read()).rejects.toThrow('its class dog has no folder in')
  rmSync(join(folder, 'test'), { recursive: true })
  await expect(read()).rejects.toThrow('there is no such folder, nor one called val')
  rmSync(join(folder, 'train', 'ant'), { recursive: true })
  mkdirSync(join(folder, 'val'))
  await expect(read()).rejects.toThrow('it has 1 folder, and there is one per class')
})
