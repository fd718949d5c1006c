import { readFullyConnected } from './fully-connected.ts'
import type { NetworkPlan } from './plan-network.ts'

/** Whether a network is linear layers with ReLUs in between and nothing else: what has a fused way of its own. */
export function isPlainNetwork({ choice: { architecture, options } }: NetworkPlan): boolean {
  return architecture === 'fully-connected' && !readFullyConnected(options).batchNorm
}
