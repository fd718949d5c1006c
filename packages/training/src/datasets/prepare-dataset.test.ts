import { expect, test } from 'vitest'
import { prepareDataset } from './prepare-dataset.ts'

const train = {
  count: 3,
  pixels: 2,
  images: Uint8Array.of(0, 10, 20, 10, 255, 255),
  labels: Uint8Array.of(1, 0, 1),
}
const facts = { shape: [1, 2, 1], classes: 2 } as const
const held = { count: 1, pixels: 2, images: Uint8Array.of(10, 30), labels: Uint8Array.of(0) }

test('standardises both splits by the training images taken', () => {
  const data = prepareDataset({ train, test: held }, facts, 2, 1)
  const [deviation] = data.deviations
  expect(data.means).toEqual([10])
  expect(deviation).toBeCloseTo(Math.sqrt(50), 12)
  expect([data.shape, data.inputs]).toEqual([[1, 2, 1], 2])
  expect([...data.train.inputs]).toEqual([-10, 0, 10, 0].map((value) => Math.fround(value / deviation)))
  expect([...data.test.inputs]).toEqual([0, 20].map((value) => Math.fround(value / deviation)))
  expect([...data.train.labels]).toEqual([1, 0])
})

test('refuses sizes that the dataset does not have, and flat images', () => {
  expect(() => prepareDataset({ train, test: held }, facts, 4, 1)).toThrow('Cannot take 4 training images')
  expect(() => prepareDataset({ train, test: held }, facts, 2, 0)).toThrow('Cannot take 0 test images')
  const flat = { ...train, images: new Uint8Array(6) }
  expect(() => prepareDataset({ train: flat, test: held }, facts, 2, 1)).toThrow('one flat grey')
})
