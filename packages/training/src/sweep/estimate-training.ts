import type { NetworkPlan } from '../architectures/plan-network.ts'
import { hasFusedSteps } from '../runs/networks-in-training.ts'
import { listEvaluations } from './list-runs.ts'
import type { SweepConfig } from './sweep-config.ts'
import { planOf } from './task-of.ts'

/** Speed of one process. */
export interface Rates {
  /** Floating-point operations per second in a training step's products, including its passes over the parameters. */
  readonly flopsPerSecond: number
  /** Duration of a step of an arbitrarily small network. */
  readonly secondsPerStep: number
}

/** Speed of one core of a current processor: accurate enough for proportions, as in the order of a plan or a progress bar. */
export const typicalRates: Rates = { flopsPerSecond: 1.1e11, secondsPerStep: 2.5e-4 }

/**
 * Seconds for each tensor of a network that is trained operation by operation: `call` for calling the operations that
 * use it, `pixel` for each pass over a pixel of an image's activations. Measured on one core, from steps of
 * Wide-ResNet28, DenseNet40 and the small convolutional network.
 */
const perTensor = { call: 2e-4, pixel: 2e-8 }

/** Returns the seconds that one process needs to train one run of a width. */
export function estimateTraining(config: SweepConfig, width: number, rates: Rates): number {
  const plan = planOf(config, width)
  const { trainingFlops, evaluationFlops } = plan
  const steps = config.epochs * Math.ceil(config.trainSize / config.batchSize)
  const training = config.epochs * config.trainSize * trainingFlops
  const evaluated = listEvaluations(config).length * (config.trainSize + config.testSize)
  const flops = training + evaluated * evaluationFlops
  const perStep = hasFusedSteps(plan, config)
    ? rates.secondsPerStep
    : stepOnTensors(plan, config.batchSize, rates)
  return steps * perStep + flops / rates.flopsPerSecond
}

/** Returns the seconds of a step outside its products. */
function stepOnTensors({ tensors, choice }: NetworkPlan, batchSize: number, rates: Rates): number {
  const [rows, columns] = choice.shape
  // Calls and passes over activations are scaled with the machine's measured rates.
  const call = (perTensor.call * rates.secondsPerStep) / typicalRates.secondsPerStep
  const pixel = (perTensor.pixel * typicalRates.flopsPerSecond) / rates.flopsPerSecond
  return tensors.length * (call + pixel * batchSize * rows * columns)
}

/** Bytes that runs trained together may take: a share of the memory of any GPU. */
const bytesTogether = 4 * 2 ** 30

/** Values that a step keeps per parameter: weight, velocity, gradient, and the next weight. */
const valuesPerParameter = 4

/**
 * Returns the number of runs of a width that a GPU trains together at most: a fused step of several costs little more
 * than one. Networks without fused steps gain nothing, so for them it is 1; nor does a CPU gain by it, where the
 * parameters of a run that trains alone stay in the cache.
 */
export function countTogether(config: SweepConfig, width: number): number {
  const plan = planOf(config, width)
  if (!hasFusedSteps(plan, config)) return 1
  const bytes = valuesPerParameter * Float32Array.BYTES_PER_ELEMENT * plan.parameters
  return Math.max(1, Math.floor(bytesTogether / bytes))
}
