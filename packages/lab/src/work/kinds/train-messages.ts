import type { ComputedRepresentation } from '../../records/representations/save-representation.ts'
import type { RunSettings } from '../../records/training/run-settings.ts'
import type { TrainingFacts } from '../../records/training/training-facts.ts'

/** Input of the compute process for a training. */
export interface TrainInput {
  readonly run: string
  /** Name of the run. */
  readonly name: string
  readonly settings: RunSettings
  /** Blob of the state to continue from. */
  readonly state: string | null
}

/** Result of a training. The representation is a blob already. */
export interface TrainOutput {
  readonly interpolationEpoch: number | null
  readonly backend: string
  readonly device: string
  readonly epoch: number
  readonly representation: ComputedRepresentation
  readonly facts: TrainingFacts
}
