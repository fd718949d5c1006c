import type { ArchitectureOptions } from '../architectures/architecture.ts'
import type { Network } from '../architectures/network.ts'
import type { Recipe, RunVariant } from '../recipe/recipe.ts'
import type { EpochRecord, TrainingState } from './training-state.ts'

/** Runs of one width that train together. */
export interface TrainingTask {
  /** Id in the catalogue of architectures. */
  readonly architecture: string
  readonly options: ArchitectureOptions
  readonly width: number
  readonly recipe: Recipe
  readonly variants: readonly RunVariant[]
  /**
   * Epochs after which both splits are evaluated in full, ascending. So is, whatever this says, the first epoch in
   * which a run has training error 0.
   */
  readonly evaluateAt: readonly number[]
  /** Epochs after which the parameters are handed to `onCheckpoint`, ascending. */
  readonly checkpointAt: readonly number[]
}

export interface TrainingHooks {
  /** Continues from here rather than from the initial networks. */
  readonly resumeFrom?: TrainingState
  /** Several times a second: the epoch in work and the share of the task's work that is done, 0 … 1. */
  readonly onProgress?: (progress: { readonly epoch: number; readonly fraction: number }) => void
  /** After an epoch that was evaluated; records in the order of the task's variants. */
  readonly onEvaluation?: (epoch: number, records: readonly EpochRecord[]) => void
  /** Networks in the order of the task's variants. */
  readonly onCheckpoint?: (epoch: number, networks: readonly Network[]) => Promise<void>
  /** After every epoch; `capture` copies the state off the device, so call it only when the state is to be saved. */
  readonly onEpoch?: (epoch: number, capture: () => Promise<TrainingState>) => Promise<void>
  /** Aborting rejects the training with the signal's reason. */
  readonly signal?: AbortSignal
}
