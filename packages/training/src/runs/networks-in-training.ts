import type { NamedTensor } from '@mitoscope/formats'
import type { Network } from '../architectures/network.ts'
import { isPlainNetwork, type NetworkPlan } from '../architectures/plan-network.ts'
import { hasPlainSteps, type Hyperparameters } from '../hyperparameters/hyperparameters.ts'

/** Names of the two splits of a dataset. */
export type SplitName = 'train' | 'test'

/** Settings of a step. */
export interface StepSettings {
  /** Number of the epoch, from 1. */
  readonly epoch: number
  readonly learningRate: number
  readonly momentum: number
  /** λ of each network in this step; 0 while its decay has not begun. */
  readonly weightDecays: readonly number[]
}

/** A network with the state of its optimiser. */
export interface NetworkInTraining {
  readonly network: Network
  /** State of the optimiser, with tensors named "SLOT.PARAMETER"; empty before the first step. */
  readonly optimiser: readonly NamedTensor[]
}

/** Networks of one plan that train side by side, on the host or on the device. */
export interface NetworksInTraining {
  /** Takes one step of every network, on the training images of its own rows. */
  step(rows: readonly Int32Array[], settings: StepSettings): void
  /** Multiplies velocities that are held as −lr v, after a change of the learning rate. */
  rescaleVelocity(factor: number): void
  /** Computes the logits of a block of a split, [images, outputs] for each network. */
  logits(split: SplitName, block: Block): Promise<readonly Float32Array[]>
  /** Copies the networks. */
  networks(): Promise<Network[]>
  /** Copies the networks and the states of their optimisers. */
  capture(): Promise<NetworkInTraining[]>
  release(): void
}

/** Rows `start` … `end` − 1 of a split. */
export interface Block {
  readonly start: number
  readonly end: number
}

/** Divides `count` rows into blocks of at most `rows`. */
export function listBlocks(count: number, rows: number): Block[] {
  return Array.from({ length: Math.ceil(count / rows) }, (_, i) => {
    return { start: i * rows, end: Math.min(count, (i + 1) * rows) }
  })
}

/**
 * Returns true if training has a fused path for a network, on the host or stacked on a GPU. All other networks are
 * trained operation by operation.
 */
export function hasFusedSteps(plan: NetworkPlan, hyperparameters: Hyperparameters): boolean {
  return isPlainNetwork(plan) && hasPlainSteps(hyperparameters)
}
