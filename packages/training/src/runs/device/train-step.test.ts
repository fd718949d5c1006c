import { openBackend } from '@mitoscope/tensor/compute'
import { describe, expect, test } from 'vitest'
import { joinLayers, listLayerShapes } from '../../architectures/linear-network.ts'
import { initialiseNetwork, planNetwork } from '../../architectures/plan-network.ts'
import { makeDataset } from '../../testing/make-dataset.ts'
import {
  compareNetworks,
  differentiateLoss,
  stepReference,
  toReference,
} from '../../testing/reference-training.ts'
import { gatherBatch, loadSplit, stackNetworks, unstackNetworks } from './load-onto-device.ts'
import { trainStep } from './train-step.ts'

const backend = await openBackend()
const { tf } = backend
const data = makeDataset()

describe.each([1, 2, 3])('with %i hidden layers', (hiddenLayers) => {
  const plan = planNetwork({
    architecture: 'fully-connected',
    options: { hiddenLayers },
    width: 5,
    shape: data.shape,
    outputs: data.classes,
  })
  const shapes = listLayerShapes(plan.tensors)
  const initialise = (seed: number) => joinLayers(initialiseNetwork(plan, seed).tensors)

  test('a step of several runs equals the float64 step of each by finite differences', async () => {
    const before = tf.memory().numTensors
    const seeds = [3, 4]
    const weightDecays = [0.1, 0]
    const rows = [Int32Array.of(0, 5, 7, 11), Int32Array.of(2, 2, 30, 39)]
    const [learningRate, momentum] = [0.3, 0.9]
    const start = seeds.map((seed) => initialise(seed))
    const speed = seeds.map((seed) => initialise(seed + 10))
    const networks = { weights: stackNetworks(tf, start), velocity: stackNetworks(tf, speed) }
    const split = loadSplit(tf, data.train, data.inputs)
    const batch = gatherBatch(tf, split, data.classes, rows)
    const decay = tf.tensor3d(
      weightDecays.map((value) => -learningRate * value),
      [2, 1, 1],
    )
    trainStep(tf, networks, batch, { learningRate, momentum, decay })
    const after = await unstackNetworks(networks.weights, shapes)
    tf.dispose([...networks.weights, ...networks.velocity, batch.inputs, batch.targets, decay])
    split.release()
    seeds.forEach((_, run) => {
      const network = toReference(start[run])
      // This velocity is in units of the weights, the reference's in units of the gradient.
      const velocity = toReference(speed[run]).map((layer) =>
        layer.map((row) => row.map((v) => -v / learningRate)),
      )
      const gradient = differentiateLoss(network, data.train, [...rows[run]])
      stepReference(network, velocity, gradient, { learningRate, momentum, weightDecay: weightDecays[run] })
      expect(compareNetworks(toReference(after[run]), network)).toBeLessThan(2e-6)
    })
    expect(tf.memory().numTensors).toBe(before)
  })
})

test('two steps of one weight follow the definition by hand', async () => {
  // One input of 0, so the products vanish and the readout's biases alone are trained: with logits (b, 0) and label 1
  // the gradient for b is σ(b).
  const layers = [
    { inputs: 1, outputs: 1, values: new Float32Array(2) },
    { inputs: 1, outputs: 2, values: new Float32Array(4) },
  ]
  const still = layers.map((layer) => ({ ...layer, values: new Float32Array(layer.values.length) }))
  const networks = {
    weights: stackNetworks(tf, [{ layers }]),
    velocity: stackNetworks(tf, [{ layers: still }]),
  }
  const split = loadSplit(tf, { count: 1, inputs: new Float32Array(1), labels: Int32Array.of(1) }, 1)
  const batch = gatherBatch(tf, split, 2, [Int32Array.of(0)])
  const settings = { learningRate: 0.5, momentum: 0.9, decay: -0.5 * 0.1 }
  trainStep(tf, networks, batch, settings)
  trainStep(tf, networks, batch, settings)
  const values = await networks.weights[1].data()
  // b₁ = −0.5·0.5; v₁ = 0.5. Logits (−0.25, 0.25): p = 0.377541. v₂ = 0.45 + 0.377541 + 0.1·(−0.25) = 0.802541.
  expect(values[1]).toBeCloseTo(-0.25 - 0.5 * 0.802541, 5)
  expect(values[3]).toBeCloseTo(0.25 + 0.5 * 0.802541, 5)
  tf.dispose([...networks.weights, ...networks.velocity, batch.inputs, batch.targets])
  split.release()
})
