import type { NetworkInTraining } from './networks-in-training.ts'

/** Results after an epoch, in evaluation mode on all images of a split. Errors are shares of misclassified images. */
export interface EpochRecord {
  readonly epoch: number
  readonly trainError: number
  /** Mean cross-entropy in nats, or mean square hinge. */
  readonly trainLoss: number
  readonly testError: number
  readonly testLoss: number
}

/** State of one run during its training. */
export interface RunState extends NetworkInTraining {
  readonly history: readonly EpochRecord[]
}

/** State from which a continued training yields the numbers of an uninterrupted one. */
export interface TrainingState {
  /** Number of completed epochs. */
  readonly epoch: number
  /** States of the runs, in the order of the task's variants. */
  readonly runs: readonly RunState[]
}
