import type { ArchitectureOptions } from '../architectures/architecture.ts'
import type { Network } from '../architectures/network.ts'
import type { Hyperparameters, RunVariant } from '../hyperparameters/hyperparameters.ts'
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

/**
 * Returns the first epoch with training error exactly 0, or null if there is none. Training records that epoch even if
 * it was not to be evaluated. The error may be above 0 again later.
 */
export function findInterpolationEpoch(history: readonly EpochRecord[]): number | null {
  return history.find(({ trainError }) => trainError === 0)?.epoch ?? null
}

/** Runs of one width that are trained together. */
export interface TrainingTask {
  /** Id in the catalogue of architectures. */
  readonly architecture: string
  readonly options: ArchitectureOptions
  readonly width: number
  readonly hyperparameters: Hyperparameters
  readonly variants: readonly RunVariant[]
  /**
   * Epochs after which both splits are evaluated in full, ascending. The first epoch in which a run has training error
   * 0 is always evaluated.
   */
  readonly evaluateAt: readonly number[]
  /** Epochs after which `onCheckpoint` is called with the parameters, ascending. */
  readonly checkpointAt: readonly number[]
}

export interface TrainingHooks {
  /** State to continue from; by default training starts from the initial networks. */
  readonly resumeFrom?: TrainingState
  /** Called several times a second with the current epoch and the share of the task's work that is done, 0 … 1. */
  readonly onProgress?: (progress: { readonly epoch: number; readonly fraction: number }) => void
  /** Called after an evaluated epoch with records in the order of the task's variants. */
  readonly onEvaluation?: (epoch: number, records: readonly EpochRecord[]) => void
  /** Called at a checkpoint with networks in the order of the task's variants. */
  readonly onCheckpoint?: (epoch: number, networks: readonly Network[]) => Promise<void>
  /** Called after every epoch. `capture` copies the state from the device, so call it only to save the state. */
  readonly onEpoch?: (epoch: number, capture: () => Promise<TrainingState>) => Promise<void>
  /** Aborting it rejects the training with its reason. */
  readonly signal?: AbortSignal
}
