import type { ComputedRepresentation } from '../representations/keep-computed.ts'
import type { RunSettings } from './run-settings.ts'

/** What the compute process needs to train a run. */
export interface TrainInput {
  readonly run: string
  readonly settings: RunSettings
  /** Blob of the state to continue from. */
  readonly state: string | null
}

/** What it says of a trained run. The representation is a blob already. */
export interface TrainOutput {
  readonly interpolationEpoch: number | null
  readonly backend: string
  readonly device: string
  readonly epoch: number
  readonly representation: ComputedRepresentation
}
