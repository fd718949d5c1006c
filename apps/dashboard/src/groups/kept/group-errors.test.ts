import { expect, test } from 'vitest'
import { groupErrors, sizesOfGroups, parametersInto } from './group-errors.ts'
import { meanToOthers } from '../sources.ts'

test('the error of so many groups is that of as large a chunk', () => {
  const curves = [
    { id: 'testLoss', mean: [9, 9], ci95: [9, 9] },
    { id: 'testError', mean: [0.5, 0.25], ci95: [0.1, null] },
  ]
  expect(groupErrors({ count: 3, size: 8, classes: 10, sizes: [8, 16], curves })).toEqual([
    { groups: 1, neurons: 8, readout: 90, testError: 0.5, ci95: 0.1 },
    { groups: 2, neurons: 16, readout: 170, testError: 0.25, ci95: null },
    { groups: 3, neurons: 24, readout: 250, testError: null, ci95: null },
  ])
})

test('of very many groups not every number is looked at', () => {
  expect(sizesOfGroups(3, 8)).toEqual([8, 16, 24])
  expect(sizesOfGroups(40, 2)).toEqual([2, 4, 8, 16, 32, 64, 80])
})

test('a group is held against those that it was compared with', () => {
  const partition = { compared: 3, between: [null, 0.1, 0.3, 0.1, null, null, 0.3, null, null] }
  expect([0, 1, 3].map((g) => meanToOthers(partition, g))).toEqual([0.2, 0.1, null])
})

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
