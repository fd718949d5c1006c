import { fullyConnectedOptions } from './fully-connected.ts'
import type { NetworkPlan } from './plan-network.ts'

/**
 * Returns true for a network of linear layers with ReLUs in between and nothing else, which has a fused training path.
 */
export function isPlainNetwork({ choice: { architecture, options } }: NetworkPlan): boolean {
  return architecture === 'fully-connected' && !fullyConnectedOptions(options).batchNorm
}
