import type { ArchitectureOptions } from '../architectures/architecture.ts'
import type { Network } from '../architectures/network.ts'
import type { Hyperparameters, RunVariant } from '../hyperparameters/hyperparameters.ts'
import type { EpochRecord, TrainingState } from './training-state.ts'

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
