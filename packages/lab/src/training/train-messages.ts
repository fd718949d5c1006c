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
  readonly representation: {
    /** Of the file, which is what every analysis calls its input hash. */
    readonly hash: string
    readonly bytes: number
    readonly width: number
    readonly testRows: number
    readonly trainRows: number
    readonly classes: number
    readonly tensors: readonly { readonly name: string; readonly dtype: string; readonly shape: number[] }[]
  }
}
