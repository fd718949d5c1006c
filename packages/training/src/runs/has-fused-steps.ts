import { isPlainNetwork } from '../architectures/is-plain-network.ts'
import type { NetworkPlan } from '../architectures/plan-network.ts'
import { hasPlainSteps } from '../hyperparameters/has-plain-steps.ts'
import type { Hyperparameters } from '../hyperparameters/hyperparameters.ts'

/**
 * Returns true if training has a fused path for a network, on the host or stacked on a GPU. All other networks are
 * trained operation by operation.
 */
export function hasFusedSteps(plan: NetworkPlan, hyperparameters: Hyperparameters): boolean {
  return isPlainNetwork(plan) && hasPlainSteps(hyperparameters)
}
