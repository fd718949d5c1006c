import { expect, test } from 'vitest'
import { makeDataset } from '../testing/make-dataset.ts'
import { applyControl, controlNames } from './controls.ts'

const data = makeDataset({ inputs: 8, classes: 3, train: 3_000, test: 300 })

test('the control "none" changes nothing; every other control keeps sizes and is determined by its seed', () => {
  expect(applyControl(data, 'none', 0)).toBe(data)
  for (const name of controlNames.slice(1)) {
    const made = applyControl(data, name, 1)
    expect(made).toEqual(applyControl(data, name, 1))
    expect(made).not.toEqual(applyControl(data, name, 2))
    const sizes = [made.train, made.test].map(({ inputs, labels }) => [inputs.length, labels.length])
    expect(sizes).toEqual([
      [24_000, 3_000],
      [2_400, 300],
    ])
  }
})

test('shuffled labels are a permutation of the labels', () => {
  const { train, test: held } = applyControl(data, 'shuffled-labels', 0)
  expect(train.inputs).toBe(data.train.inputs)
  expect([...train.labels].sort()).toEqual([...data.train.labels].sort())
  const kept = train.labels.filter((label, i) => label === data.train.labels[i]).length
  expect(Math.abs(kept / 3_000 - 1 / 3)).toBeLessThan(0.05)
  expect(held.labels).not.toEqual(data.test.labels)
})

test('Gaussian inputs are standard normal and independent of the original labels', () => {
  const { train, test: held, means, deviations } = applyControl(data, 'gaussian-inputs', 0)
  expect(train.labels).toBe(data.train.labels)
  expect([means, deviations]).toEqual([[0], [1]])
  const values = [...train.inputs]
  const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length
  expect(Math.abs(mean(values))).toBeLessThan(5 / Math.sqrt(values.length))
  expect(mean(values.map((value) => value ** 2))).toBeCloseTo(1, 1)
  expect(mean(values.map((value) => value ** 4))).toBeCloseTo(3, 0)
  expect(held.inputs.subarray(0, 8)).not.toEqual(train.inputs.subarray(0, 8))
})

test('a teacher’s labels follow from the inputs, by the same rule in both splits', () => {
  const { train, test: held } = applyControl(data, 'gaussian-teacher', 0)
  // The rule is linear, so the mean inputs of the classes, used as weights, predict most labels.
  const weights = [0, 1, 2].map((label) => {
    const sum = new Float64Array(8)
    train.labels.forEach((each, row) => {
      if (each === label) for (let i = 0; i < 8; i++) sum[i] += train.inputs[row * 8 + i]
    })
    const count = train.labels.filter((each) => each === label).length
    return sum.map((value) => value / count)
  })
  const guesses = [...held.labels].map((_, row) => {
    const scores = weights.map((weight) =>
      weight.reduce((sum, w, i) => sum + w * held.inputs[row * 8 + i], 0),
    )
    return scores.indexOf(Math.max(...scores))
  })
  expect(guesses.filter((guess, row) => guess === held.labels[row]).length / 300).toBeGreaterThan(0.8)
})
