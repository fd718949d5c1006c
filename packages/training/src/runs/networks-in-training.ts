import type { Network } from '../architectures/network.ts'
import type { NamedTensor } from '../storage/encode-safetensors.ts'
import type { Block } from './list-blocks.ts'

/** The two splits of a dataset, by name. */
export type SplitName = 'train' | 'test'

/** Settings of a step. */
export interface StepSettings {
  /** From 1. */
  readonly epoch: number
  readonly learningRate: number
  readonly momentum: number
  /** λ of each network. */
  readonly weightDecays: readonly number[]
}

/** A network with the state of its optimiser. */
export interface NetworkInTraining {
  readonly network: Network
  /** Named "SLOT.PARAMETER"; empty at rest. */
  readonly optimiser: readonly NamedTensor[]
}

/** Networks of one plan in training beside each other, wherever their tensors live. */
export interface NetworksInTraining {
  /** One step of every network, on the training images of its own rows. */
  step(rows: readonly Int32Array[], settings: StepSettings): void
  /** Multiplies velocities that are held as −lr v, as a new learning rate demands. */
  rescaleVelocity(factor: number): void
  /** Logits of a block of a split, [images, outputs] for each network. */
  logits(split: SplitName, block: Block): Promise<readonly Float32Array[]>
  /** Copies of the tensors. */
  networks(): Promise<Network[]>
  /** Copies of tensors and optimisers. */
  capture(): Promise<NetworkInTraining[]>
  release(): void
}
