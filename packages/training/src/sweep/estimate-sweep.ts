import type { NetworkPlan } from '../architectures/plan-network.ts'
import { hasFusedSteps } from '../runs/has-fused-steps.ts'
import { listEvaluations } from './list-epochs.ts'
import { planGroups, type Device, type RunGroup } from './plan-groups.ts'
import type { SweepConfig } from './sweep-config.ts'
import { planOf } from './task-of.ts'

/** How fast one process works. */
export interface Rates {
  /** Of a training step's products, its passes over the parameters included. */
  readonly flopsPerSecond: number
  /** What a step of an arbitrarily small network takes. */
  readonly secondsPerStep: number
}

/** One core of a present processor: good enough for proportions, as in a plan's order or a progress bar. */
export const typicalRates: Rates = { flopsPerSecond: 1.1e11, secondsPerStep: 2.5e-4 }

/**
 * Seconds for each tensor of a network that is trained operation by operation: of calling the operations that use it, and of
 * passing over its activations, by pixel and image. One core, from steps of Wide-ResNet28, DenseNet40 and the small
 * convolutional net.
 */
const perTensor = { call: 2e-4, pixel: 2e-8 }

/** A machine, as far as the duration of a sweep depends on it. */
export interface Machine extends Rates, Device {
  readonly processes: number
}

/** Seconds that one process needs for a group. */
export function estimateGroup(config: SweepConfig, group: RunGroup, rates: Rates): number {
  const plan = planOf(config, group.width)
  const { trainingFlops, evaluationFlops } = plan
  const steps = config.epochs * Math.ceil(config.trainSize / config.batchSize)
  const training = config.epochs * config.trainSize * trainingFlops
  const evaluated = listEvaluations(config).length * (config.trainSize + config.testSize)
  const flops = training + evaluated * evaluationFlops
  const perStep = hasFusedSteps(plan, config)
    ? rates.secondsPerStep
    : group.runs.length * stepOnTensors(plan, config.batchSize, rates)
  return steps * perStep + (group.runs.length * flops) / rates.flopsPerSecond
}

/** What a step takes beside its products. */
function stepOnTensors({ tensors, choice }: NetworkPlan, batchSize: number, rates: Rates): number {
  const [rows, columns] = choice.shape
  // A machine calls and computes as much faster as it is known to.
  const call = (perTensor.call * rates.secondsPerStep) / typicalRates.secondsPerStep
  const pixel = (perTensor.pixel * typicalRates.flopsPerSecond) / rates.flopsPerSecond
  return tensors.length * (call + pixel * batchSize * rows * columns)
}

/** Seconds that the whole sweep takes: each process takes the longest group that is left. */
export function estimateSweep(config: SweepConfig, machine: Machine): number {
  const groups = planGroups(config, machine).map((group) => estimateGroup(config, group, machine))
  const busy = new Array<number>(Math.max(1, machine.processes)).fill(0)
  for (const seconds of groups.sort((a, b) => b - a)) {
    busy[busy.indexOf(Math.min(...busy))] += seconds
  }
  return Math.max(...busy)
}
