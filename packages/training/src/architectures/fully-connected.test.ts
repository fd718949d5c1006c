import { expect, test } from 'vitest'
import { countParameters, initialiseNetwork, listLayerShapes } from './fully-connected.ts'

const shapes = listLayerShapes(784, 64, 2, 10)

test('lists layers and counts weights and biases', () => {
  expect(shapes).toEqual([
    { inputs: 784, outputs: 64 },
    { inputs: 64, outputs: 64 },
    { inputs: 64, outputs: 10 },
  ])
  expect(countParameters(shapes)).toBe(785 * 64 + 65 * 64 + 65 * 10)
})

test('initial parameters are uniform within the inverse root of the fan-in, by seed', () => {
  for (const { inputs, values } of initialiseNetwork(shapes, 0).layers) {
    const bound = 1 / Math.sqrt(inputs)
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    expect(largest).toBeLessThanOrEqual(Math.fround(bound))
    expect(largest).toBeGreaterThan(0.99 * bound)
    const square = values.reduce((sum, value) => sum + value * value, 0) / values.length
    expect(square / (bound * bound)).toBeCloseTo(1 / 3, 1)
  }
  expect(initialiseNetwork(shapes, 0)).toEqual(initialiseNetwork(shapes, 0))
  expect(initialiseNetwork(shapes, 0)).not.toEqual(initialiseNetwork(shapes, 1))
})
