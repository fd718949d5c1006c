import { expect, test } from 'vitest'
import { learningRateOf } from './learning-rate.ts'

test('the default learning rate follows half a cosine by epoch', () => {
  const hyperparameters = { epochs: 4, batchSize: 1, learningRate: 0.1, momentum: 0 }
  const rates = [1, 2, 3, 4].map((epoch) => learningRateOf(epoch, hyperparameters))
  expect(rates[0]).toBe(0.1)
  expect(rates[1]).toBeCloseTo(0.05 * (1 + Math.SQRT1_2), 12)
  expect(rates[2]).toBeCloseTo(0.05, 12)
  expect(rates[3]).toBeCloseTo(0.05 * (1 - Math.SQRT1_2), 12)
})

test('the default schedule is bit for bit that of earlier versions', () => {
  const hyperparameters = { epochs: 40, batchSize: 128, learningRate: 0.1, momentum: 0.9 }
  for (let epoch = 1; epoch <= 40; epoch++) {
    expect(learningRateOf(epoch, hyperparameters)).toBe(
      (0.1 / 2) * (1 + Math.cos((Math.PI * (epoch - 1)) / 40)),
    )
  }
})
