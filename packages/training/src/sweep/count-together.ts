import { hasFusedSteps } from '../runs/has-fused-steps.ts'
import type { SweepConfig } from './sweep-config.ts'
import { planOf } from './task-of.ts'

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
