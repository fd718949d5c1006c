import { expect, test } from 'vitest'
import { joinLayers } from './linear-network.ts'
import { initialiseNetwork, planNetwork } from './plan-network.ts'

const choice = { architecture: 'fully-connected', width: 64, shape: [28, 28, 1], outputs: 10 } as const
const plan = planNetwork({ ...choice, options: {} })

test('a fully connected network has tensors with PyTorch’s names, weights and biases', () => {
  expect(plan.tensors.map(({ name, shape }) => [name, shape])).toEqual([
    ['linear_body.0.weight', [64, 784]],
    ['linear_body.0.bias', [64]],
    ['linear_body.2.weight', [64, 64]],
    ['linear_body.2.bias', [64]],
    ['linear_out.weight', [10, 64]],
    ['linear_out.bias', [10]],
  ])
  expect(plan.parameters).toBe(785 * 64 + 65 * 64 + 65 * 10)
})

test('initial parameters are uniform within ±1/√(fan-in), and depend on the seed', () => {
  for (const { inputs, values } of joinLayers(initialiseNetwork(plan, 0).tensors).layers) {
    const bound = 1 / Math.sqrt(inputs)
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    expect(largest).toBeLessThanOrEqual(Math.fround(bound))
    expect(largest).toBeGreaterThan(0.99 * bound)
    const square = values.reduce((sum, value) => sum + value * value, 0) / values.length
    expect(square / (bound * bound)).toBeCloseTo(1 / 3, 1)
  }
  expect(initialiseNetwork(plan, 0)).toEqual(initialiseNetwork(plan, 0))
  expect(initialiseNetwork(plan, 0)).not.toEqual(initialiseNetwork(plan, 1))
})

test('orthogonal weights are orthonormal in rows or columns, with scales between 0 and 1 in their batch norms', () => {
  const options = { hiddenLayers: 2, batchNorm: true, orthogonal: true }
  const { tensors } = initialiseNetwork(planNetwork({ ...choice, shape: [1, 1, 9], width: 5, options }), 3)
  const find = (name: string) => tensors.find((tensor) => tensor.name === name)!
  const first = find('linear_body.0.weight')
  expect(first.shape).toEqual([5, 9])
  const readout = find('linear_out.weight')
  expect(readout.shape).toEqual([10, 5])
  for (let i = 0; i < 5; i++) {
    for (let j = 0; j < 5; j++) {
      let [rows, columns] = [0, 0]
      for (let k = 0; k < 9; k++) rows += first.values[9 * i + k] * first.values[9 * j + k]
      for (let k = 0; k < 10; k++) columns += readout.values[5 * k + i] * readout.values[5 * k + j]
      expect(rows).toBeCloseTo(i === j ? 1 : 0, 6)
      expect(columns).toBeCloseTo(i === j ? 1 : 0, 6)
    }
  }
  const { values: scales } = find('linear_body.4.weight')
  expect(Math.min(...scales)).toBeGreaterThan(0)
  expect(Math.max(...scales)).toBeLessThan(1)
  expect(new Set(find('linear_out.bias').values)).toEqual(new Set([0]))
})
