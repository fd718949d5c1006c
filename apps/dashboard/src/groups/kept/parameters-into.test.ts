import { expect, test } from 'vitest'
import { parametersInto } from './parameters-into.ts'

test('neurons of a fully connected layer are fed by all of the layer below, and a bias', () => {
  expect(parametersInto({ architecture: 'fully-connected', hiddenLayers: 2 }, 64, 10)).toBe(650)
})

test.each([
  [{ architecture: 'fully-connected', hiddenLayers: 1 }],
  [{ architecture: 'wide-resnet', hiddenLayers: 2 }],
  [{}],
  [null],
])('%j does not say how many there are', (config) => {
  expect(parametersInto(config, 64, 10)).toBeNull()
})
