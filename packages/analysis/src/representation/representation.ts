import type { RowStream } from '@mitoscope/formats'

/** Features of one split with their labels, where present. */
export interface Split {
  readonly features: RowStream
  /** Class of each row, [N], each in 0 … classes − 1; absent when the archive has none. */
  readonly labels?: Int32Array
}

/** The final linear layer: logits = X Aᵀ + b. */
export interface Readout {
  readonly classes: number
  /** A, [classes, width], row-major. */
  readonly weight: Float64Array
  /** b, [classes]; zeros when the archive has a weight but no bias. */
  readonly bias: Float64Array
}

/** The last hidden layer of one network, as measured: see the README for the tensor names behind each part. */
export interface Representation {
  readonly width: number
  readonly test: Split
  readonly train?: Split
  readonly readout?: Readout
  /** Recorded draws, [draws, width] row-major, each row a permutation of 0 … width − 1. */
  readonly permutations?: { readonly draws: number; readonly values: Int32Array }
  /** SHA-256, hex, of the input: of the file, or of the sorted list of its files' names and hashes. */
  readonly inputHash: string
  /** Lists the tensors found in the files in one sentence, for messages about one that is missing. */
  contents?(): Promise<string>
  readonly warnings: readonly Warning[]
}

/** Something a reader of a result should know; `code` is stable, `message` is a sentence with the values in it. */
export interface Warning {
  readonly code: string
  readonly message: string
  /** Id of the measure whose result it is about; not given where it is about the input. */
  readonly measure?: string
}
