import type { Backend } from '@mitoscope/tensor/compute'
import { planNetwork } from '../architectures/plan-network.ts'
import type { PreparedDataset, PreparedSplit } from '../datasets/prepare-dataset.ts'
import type { Rates } from '../sweep/estimate-training.ts'
import { trainRuns } from './train-runs.ts'

const batchSize = 128
const inputs = 784
const classes = 10
const [narrow, wide] = [8, 512]
const network = { architecture: 'fully-connected', options: { hiddenLayers: 2 } }

/**
 * Measures the training speed of this process in about a second: once with a network whose steps are all overhead, once
 * with a network whose steps are nearly all products.
 */
export async function measureRates(backend: Backend): Promise<Rates> {
  const secondsPerStep = await timeStep(backend, narrow)
  const flops =
    batchSize *
    planNetwork({ ...network, width: wide, shape: [1, 1, inputs], outputs: classes }).trainingFlops
  const products = Math.max(1e-6, (await timeStep(backend, wide)) - secondsPerStep)
  return { flopsPerSecond: flops / products, secondsPerStep }
}

/**
 * Returns the seconds of a step: the difference of a longer and a shorter training, so that costs outside the steps
 * cancel. The first training only warms up.
 */
async function timeStep(backend: Backend, width: number): Promise<number> {
  const steps = [4, 4, 24]
  const durations: number[] = []
  for (const epochs of steps) {
    const start = performance.now()
    await trainRuns(backend, blankDataset(), {
      ...network,
      width,
      // One batch is the whole dataset, so an epoch is a step.
      hyperparameters: { epochs, batchSize, learningRate: 0.01, momentum: 0.9 },
      variants: [{ seed: 0, weightDecay: 1e-3 }],
      evaluateAt: [],
      checkpointAt: [],
    })
    durations.push(performance.now() - start)
  }
  return Math.max(1e-6, (durations[2] - durations[1]) / 1_000 / (steps[2] - steps[1]))
}

function blankDataset(): PreparedDataset {
  const split: PreparedSplit = {
    count: batchSize,
    inputs: new Float32Array(batchSize * inputs),
    labels: new Int32Array(batchSize),
  }
  const shape = [1, 1, inputs] as const
  return { shape, inputs, classes, train: split, test: split, means: [0], deviations: [1] }
}
