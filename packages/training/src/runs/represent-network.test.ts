import { openBackend } from '@mitoscope/tensor/compute'
import { expect, test } from 'vitest'
import { initialiseNetwork, planNetwork } from '../architectures/plan-network.ts'
import { makeDataset } from '../testing/make-dataset.ts'
import { computeLoss, toReference } from '../testing/reference-training.ts'
import { representNetwork } from './represent-network.ts'

const backend = await openBackend()

test('features and readout of a representation yield the network’s logits', async () => {
  const data = makeDataset()
  const { shape, classes: outputs } = data
  const plan = planNetwork({ architecture: 'fully-connected', options: {}, width: 5, shape, outputs })
  const network = initialiseNetwork(plan, 0)
  const before = backend.tf.memory().numTensors
  const tensors = await representNetwork(backend, plan, network, data)
  expect(backend.tf.memory().numTensors).toBe(before)
  expect(tensors.map(({ name, shape }) => [name, shape])).toEqual([
    ['features.test', [30, 5]],
    ['labels.test', [30]],
    ['features.train', [40, 5]],
    ['labels.train', [40]],
    ['readout.weight', [3, 5]],
    ['readout.bias', [3]],
  ])
  const [features, labels, , , weight, bias] = tensors.map(({ values }) => values)
  expect(Math.min(...features)).toBe(0)
  expect(labels).toEqual(data.test.labels)
  let loss = 0
  for (let n = 0; n < 30; n++) {
    const logits = [0, 1, 2].map((c) => {
      return [0, 1, 2, 3, 4].reduce((sum, i) => sum + features[5 * n + i] * weight[5 * c + i], bias[c])
    })
    loss += Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0)) - logits[labels[n]]
  }
  expect(loss / 30).toBeCloseTo(computeLoss(toReference(network), data.test, [...data.test.labels.keys()]), 5)
})
