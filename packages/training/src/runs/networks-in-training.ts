import type { Network } from '../architectures/network.ts'
import type { Block } from './list-blocks.ts'

/** The two splits of a dataset, by name. */
export type SplitName = 'train' | 'test'

/** Settings of a step. */
export interface StepSettings {
  readonly learningRate: number
  readonly momentum: number
  /** λ of each network. */
  readonly weightDecays: readonly number[]
}

/** A network with what the last step added to each of its parameters. */
export interface NetworkInTraining {
  readonly network: Network
  readonly velocity: Network
}

/**
 * Networks of one shape in training beside each other, wherever their parameters live. A step is SGD with momentum on the
 * mean cross-entropy of the batch, as PyTorch defines it: v ← m v + ∇ + λ w; w ← w − lr v.
 */
export interface NetworksInTraining {
  /** One step of every network, on the training images of its own rows. */
  step(rows: readonly Int32Array[], settings: StepSettings): void
  /** Multiplies the velocities, which are held as −lr v, as a new learning rate demands. */
  rescaleVelocity(factor: number): void
  /** Logits of a block of a split, [images, classes] for each network. */
  logits(split: SplitName, block: Block): Promise<readonly Float32Array[]>
  /** Copies of the parameters. */
  networks(): Promise<Network[]>
  /** Copies of parameters and velocities. */
  capture(): Promise<NetworkInTraining[]>
  release(): void
}
