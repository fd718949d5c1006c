import { expect, test } from 'vitest'
import { scoreLogits } from './evaluate.ts'

test('misclassified images and cross-entropies are added up, for logits of any size', () => {
  const score = { wrong: 1, loss: 2 }
  const logits = Float32Array.of(0, 0, 0, 1_000, 0, 0, 5, 1, 2)
  scoreLogits(logits, Int32Array.of(0, 0, 2), 3, score)
  expect(score.wrong).toBe(2)
  const last = Math.log(Math.exp(5) + Math.exp(1) + Math.exp(2)) - 2
  expect(score.loss).toBeCloseTo(2 + Math.log(3) + 0 + last, 6)
})

test('a row of NaN counts as misclassified', () => {
  const score = { wrong: 0, loss: 0 }
  scoreLogits(Float32Array.of(NaN, NaN), Int32Array.of(0), 2, score)
  expect(score.wrong).toBe(1)
})

test('a single logit classifies by its sign, and 0 counts as misclassified', () => {
  const score = { wrong: 0, loss: 0 }
  scoreLogits(Float32Array.of(2, -0.5, 0.25, 0, NaN), Int32Array.of(1, 0, 0, 1, 1), 1, score)
  expect(score.wrong).toBe(3)
  expect(score.loss).toBeNaN()
  scoreLogits(Float32Array.of(2, -0.5, 0.25, 0), Int32Array.of(1, 0, 0, 1), 1, ((score.loss = 0), score))
  expect(score.loss).toBeCloseTo((0 + 0.25 + 1.5625 + 1) / 2, 12)
})
