import { createGenerator } from '@mitoscope/tensor/random'
import { expect, test } from 'vitest'
import { findPrincipalComponents, project, toParity } from './parity-mnist.ts'

const [count, pixels] = [300, 16]

/** Returns grey values that vary along every direction, and differently along each. */
function makeImages(name: string): Uint8Array {
  const next = createGenerator(5, name)
  return Uint8Array.from({ length: count * pixels }, (_, i) => {
    const spread = 250 / (1 + (i % pixels))
    return next() < 0.3 ? 0 : Math.floor(next() * spread)
  })
}

test('components are uncorrelated, in descending order of the stated variances, with a fixed sign', () => {
  const images = makeImages('train')
  const found = findPrincipalComponents(images, pixels, 10)
  const coordinates = project(images, found)
  const moment = (j: number, k: number) => {
    let sum = 0
    for (let row = 0; row < count; row++) sum += coordinates[row * 10 + j] * coordinates[row * 10 + k]
    return sum / count
  }
  for (let j = 0; j < 10; j++) {
    for (let k = 0; k < 10; k++) {
      const expected = j === k ? found.variances[j] : 0
      expect(Math.abs(moment(j, k) - expected)).toBeLessThan(1e-9 * found.variances[0])
    }
    if (j > 0) expect(found.variances[j]).toBeLessThan(found.variances[j - 1])
    const direction = [...found.directions.subarray(j * pixels, (j + 1) * pixels)]
    expect(Math.max(...direction)).toBe(Math.max(...direction.map(Math.abs)))
    expect(direction.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 12)
  }
  // Asking for more components does not change the first ten.
  const all = findPrincipalComponents(images, pixels, pixels).variances
  expect([...all.subarray(0, 10)]).toEqual([...found.variances])
})

test('both splits use the training set’s components in one scale, and the parity of their digits', () => {
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 10)
  const split = (name: string) => ({ count, pixels, images: makeImages(name), labels })
  const raw = { train: split('train'), test: split('test') }
  const { train, test: held } = toParity(raw)
  expect([train.pixels, held.pixels, held.count]).toEqual([10, 10, count])
  expect([...train.labels.subarray(0, 4)]).toEqual([1, 0, 1, 0])
  const power = [...train.images].reduce((sum, value) => sum + value * value, 0)
  expect(power / (10 * count)).toBeCloseTo(1, 6)
  const found = findPrincipalComponents(raw.train.images, pixels, 10)
  const scale = Math.sqrt(10 / found.variances.reduce((sum, value) => sum + value, 0))
  expect(held.images[0]).toBeCloseTo(scale * project(raw.test.images, found)[0], 6)
})
