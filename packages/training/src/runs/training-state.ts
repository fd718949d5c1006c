import type { NetworkInTraining } from './networks-in-training.ts'

/** Measured in eval mode on all images of a split after an epoch; errors are shares of wrong answers. */
export interface EpochRecord {
  readonly epoch: number
  readonly trainError: number
  /** Mean cross-entropy in nats. */
  readonly trainLoss: number
  readonly testError: number
  readonly testLoss: number
}

/** One run in the middle of its training. */
export interface RunState extends NetworkInTraining {
  readonly history: readonly EpochRecord[]
}

/** Everything that a continued training needs to yield the numbers of an uninterrupted one. */
export interface TrainingState {
  /** Epochs completed. */
  readonly epoch: number
  /** In the order of the task's variants. */
  readonly runs: readonly RunState[]
}
