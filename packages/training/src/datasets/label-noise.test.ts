import { expect, test } from 'vitest'
import { makeDataset } from '../testing/make-dataset.ts'
import { applyLabelNoise } from './label-noise.ts'

const data = makeDataset({ inputs: 2, classes: 5, train: 4_000, test: 50 })
const wrongRows = (noise: number, seed = 0) => {
  const { labels } = applyLabelNoise(data, noise, seed).train
  return [...labels.keys()].filter((row) => labels[row] !== data.train.labels[row])
}

test.each([0.1, 0.25, 0.5, 1])('a share of %f of the training labels is wrong, exactly', (noise) => {
  expect(wrongRows(noise)).toHaveLength(4_000 * noise)
})

test('wrong labels are uniform over the other classes', () => {
  const { labels } = applyLabelNoise(data, 1, 3).train
  const counts = Array.from({ length: 25 }, () => 0)
  labels.forEach((label, row) => counts[5 * data.train.labels[row] + label]++)
  for (let own = 0; own < 5; own++) {
    expect(counts[5 * own + own]).toBe(0)
    // 800 rows of a class over four others: 200 each, with a standard deviation of 12.
    for (let other = 0; other < 5; other++)
      if (other !== own) expect(Math.abs(counts[5 * own + other] - 200)).toBeLessThan(50)
  }
})

test('the seed determines the noise, a larger share keeps what a smaller one replaced, and nothing else changes', () => {
  const noisy = applyLabelNoise(data, 0.3, 1)
  expect(noisy).toEqual(applyLabelNoise(data, 0.3, 1))
  expect(noisy.train.labels).not.toEqual(applyLabelNoise(data, 0.3, 2).train.labels)
  const more = new Set(wrongRows(0.5, 1))
  expect(wrongRows(0.3, 1).every((row) => more.has(row))).toBe(true)
  expect(noisy.test).toBe(data.test)
  expect(noisy.train.inputs).toBe(data.train.inputs)
  expect(applyLabelNoise(data, 0, 1)).toBe(data)
})

test('shares outside 0 … 1 and data of one class are rejected by name', () => {
  for (const noise of [-0.1, 1.1, NaN])
    expect(() => applyLabelNoise(data, noise, 0)).toThrow(`labelNoise: ${noise} is out of range`)
  expect(() => applyLabelNoise(makeDataset({ classes: 1 }), 0.5, 0)).toThrow('data of one class')
})
