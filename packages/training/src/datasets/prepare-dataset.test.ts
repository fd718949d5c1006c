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

test('both splits are standardised by the used training images', () => {
  const data = prepareDataset({ train, test: held }, facts, 2, 1)
  const [deviation] = data.deviations
  expect(data.means).toEqual([10])
  expect(deviation).toBeCloseTo(Math.sqrt(50), 12)
  expect([data.shape, data.inputs]).toEqual([[1, 2, 1], 2])
  expect([...data.train.inputs]).toEqual([-10, 0, 10, 0].map((value) => Math.fround(value / deviation)))
  expect([...data.test.inputs]).toEqual([0, 20].map((value) => Math.fround(value / deviation)))
  expect([...data.train.labels]).toEqual([1, 0])
})

test('unused training images follow the test images, from the end', () => {
  const data = prepareDataset({ train, test: held }, facts, 1, 2)
  const [deviation] = data.deviations
  expect([...data.test.labels]).toEqual([0, 1])
  expect([...data.test.inputs]).toEqual([10, 30, 255, 255].map((value) => Math.fround((value - data.means[0]) / deviation))) // prettier-ignore
  expect(() => prepareDataset({ train, test: held }, facts, 2, 3)).toThrow('Cannot take 3 test images: the dataset has 2') // prettier-ignore
})

test('sizes larger than the dataset, and images of a single grey value, are rejected', () => {
  expect(() => prepareDataset({ train, test: held }, facts, 4, 1)).toThrow('Cannot take 4 training images')
  expect(() => prepareDataset({ train, test: held }, facts, 2, 0)).toThrow('Cannot take 0 test images')
  const flat = { ...train, images: new Uint8Array(6) }
  expect(() => prepareDataset({ train: flat, test: held }, facts, 2, 1)).toThrow('one flat grey')
})

test('channels are standardised by published values, and vectors can be left as they are', () => {
  const images = Uint8Array.of(0, 10, 255, 20, 30, 40)
  const colour = { count: 1, pixels: 6, images, labels: Uint8Array.of(0) }
  const published = { means: [10, 20, 30], deviations: [2, 4, 8] }
  const told = { shape: [1, 2, 3], classes: 1, standardisation: published } as const
  const made = prepareDataset({ train: colour, test: colour }, told, 1, 1)
  expect([...made.test.inputs]).toEqual([-5, -2.5, 28.125, 5, 2.5, 1.25])
  expect([made.means, made.deviations]).toEqual([published.means, published.deviations])
  const vectors = { ...colour, images: Float32Array.from(images, (value) => value / 7) }
  const asTheyAre = { ...told, standardisation: 'none' } as const
  expect(prepareDataset({ train: vectors, test: vectors }, asTheyAre, 1, 1).train.inputs).toEqual(
    vectors.images,
  )
  const measured = { ...told, standardisation: 'measured' } as const
  const { train: standard } = prepareDataset({ train: vectors, test: vectors }, measured, 1, 1)
  expect(standard.inputs.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 5)
  expect(standard.inputs.reduce((sum, value) => sum + value * value, 0) / 6).toBeCloseTo(1, 5)
  expect(() => prepareDataset({ train: colour, test: colour }, { ...told, shape: [1, 1, 3] }, 1, 1)).toThrow(
    'A training image has 6 values, not 1 × 1 × 3',
  )
})
