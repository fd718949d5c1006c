import type { Network } from '../architectures/network.ts'
import type { NamedTensor } from '@mitoscope/formats'
import type { Block } from './list-blocks.ts'

/** Names of the two splits of a dataset. */
export type SplitName = 'train' | 'test'

/** Settings of a step. */
export interface StepSettings {
  /** Number of the epoch, from 1. */
  readonly epoch: number
  readonly learningRate: number
  readonly momentum: number
  /** λ of each network. */
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
