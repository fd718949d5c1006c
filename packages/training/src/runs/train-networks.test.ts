import { openBackend } from '@mitoscope/tensor/compute'
import { describe, expect, test, vi } from 'vitest'
import { planNetwork } from '../architectures/plan-network.ts'
import type { PreparedDataset, PreparedSplit } from '../datasets/prepare-dataset.ts'
import { createGenerator } from '@mitoscope/tensor/random'
import { decodeSafetensors, encodeSafetensors } from '@mitoscope/formats'
import { decodeNetwork, decodeState, encodeNetwork, encodeState } from '../storage/encode-state.ts'
import { representNetwork } from './represent-network.ts'
import { trainRuns } from './train-runs.ts'
import type { TrainingState, TrainingTask } from './training-state.ts'

const backend = await openBackend()
const common = {
  hyperparameters: { epochs: 3, batchSize: 16, learningRate: 0.05, momentum: 0.9 },
  variants: [
    { seed: 0, weightDecay: 1e-3 },
    { seed: 1, weightDecay: 0 },
  ],
  evaluateAt: [1, 3],
  checkpointAt: [],
}
const tasks: Record<string, { task: TrainingTask; data: PreparedDataset }> = {
  'a convolutional network': {
    task: { ...common, architecture: 'small-convolutional', options: {}, width: 8 },
    data: drawStripes([8, 8, 3], 4),
  },
  'batch norm, one logit, Adam and micro-batches': {
    task: {
      ...common,
      architecture: 'fully-connected',
      options: { hiddenLayers: 3, batchNorm: true, orthogonal: true },
      width: 6,
      hyperparameters: {
        ...common.hyperparameters,
        learningRate: 0.01,
        optimiser: 'adam',
        loss: 'square-hinge',
        microBatches: 2,
      },
    },
    data: drawStripes([1, 1, 10], 2),
  },
}

describe.each(Object.keys(tasks))('%s', (name) => {
  const { task, data } = tasks[name]

  test('learns, and continues from the saved state of an epoch bit for bit', async () => {
    const states: TrainingState[] = []
    const tensors: number[] = []
    const before = backend.tf.memory().numTensors
    const whole = await trainRuns(backend, data, task, {
      async onEpoch(_, capture) {
        tensors.push(backend.tf.memory().numTensors)
        states.push(await capture())
      },
    })
    // Steps leave no tensors behind, and neither does the whole training.
    expect(new Set(tensors).size).toBe(1)
    expect(backend.tf.memory().numTensors).toBe(before)
    for (const { history } of whole.runs) expect(history.at(-1)!.trainLoss).toBeLessThan(history[0].trainLoss)
    const resumeFrom = decodeState(Buffer.concat([...encodeState(states[1])]), 'state').state
    expect(resumeFrom).toEqual(states[1])
    expect(await trainRuns(backend, data, task, { resumeFrom })).toEqual(whole)
  })

  test('the representation of a checkpoint classifies as training measured', async () => {
    const { runs } = await trainRuns(backend, data, task)
    const outputs = task.hyperparameters.loss === 'square-hinge' ? 1 : data.classes
    const plan = planNetwork({ ...task, shape: data.shape, outputs })
    const file = Buffer.concat([...encodeSafetensors(encodeNetwork(runs[0].network))])
    const network = decodeNetwork(decodeSafetensors(file, 'network'))
    expect(network).toEqual(runs[0].network)
    const tensors = await representNetwork(backend, plan, network, data)
    const [features, labels, , , weight, bias] = tensors.map(({ values }) => values)
    const wrong = Array.from(labels).filter((label, n) => {
      const logits = Array.from(bias, (start, c) => {
        let sum = start
        for (let i = 0; i < task.width; i++) sum += features[n * task.width + i] * weight[c * task.width + i]
        return sum
      })
      return logits.indexOf(Math.max(...logits)) !== label
    })
    expect(wrong.length / labels.length).toBeCloseTo(runs[0].history.at(-1)!.testError, 6)
  })
})

test('no step waits for the device, so that the host prepares the next images while it computes', async () => {
  const { task, data } = tasks['a convolutional network']
  const { prototype } = backend.tf.Tensor
  /** Returns the number of reads from the device in an epoch of batches of `batchSize`. */
  const countReads = async (batchSize: number) => {
    const reads = [vi.spyOn(prototype, 'data'), vi.spyOn(prototype, 'dataSync')]
    const hyperparameters = {
      ...task.hyperparameters,
      epochs: 1,
      batchSize,
      augmentation: 'crop-and-flip' as const,
    }
    await trainRuns(backend, data, { ...task, hyperparameters, evaluateAt: [] })
    const count = reads.reduce((sum, { mock }) => sum + mock.calls.length, 0)
    for (const read of reads) read.mockRestore()
    return count
  }
  const ofFewSteps = await countReads(36)
  expect(ofFewSteps).toBeGreaterThan(0)
  expect(await countReads(4)).toBe(ofFewSteps)
})

/** Returns inputs that are noise, except for the values of their class, which are larger. */
function drawStripes(shape: PreparedDataset['shape'], classes: number): PreparedDataset {
  const inputs = shape[0] * shape[1] * shape[2]
  const draw = (count: number, stream: string): PreparedSplit => {
    const generator = createGenerator(0, stream)
    const labels = Int32Array.from({ length: count }, (_, i) => i % classes)
    const values = Float32Array.from({ length: count * inputs }, (_, i) => {
      const own = i % classes === labels[Math.floor(i / inputs)]
      return 2 * generator() - 1 + (own ? 1 : 0)
    })
    return { count, inputs: values, labels }
  }
  return {
    shape,
    inputs,
    classes,
    train: draw(72, 'train'),
    test: draw(40, 'test'),
    means: [0],
    deviations: [1],
  }
}
