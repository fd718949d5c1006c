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

/** A machine, as far as the duration of a sweep depends on it. */
export interface Machine extends Rates, Device {
  readonly processes: number
}

/** Seconds that one process needs for a group. */
export function estimateGroup(config: SweepConfig, group: RunGroup, rates: Rates): number {
  const { trainingFlops, evaluationFlops } = planOf(config, group.width)
  const steps = config.epochs * Math.ceil(config.trainSize / config.batchSize)
  const training = config.epochs * config.trainSize * trainingFlops
  const evaluated = listEvaluations(config).length * (config.trainSize + config.testSize)
  const flops = training + evaluated * evaluationFlops
  return steps * rates.secondsPerStep + (group.runs.length * flops) / rates.flopsPerSecond
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
