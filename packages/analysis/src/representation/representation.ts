/** A matrix of N rows and `width` columns that is read from its start in row blocks, never held whole. */
export interface RowStream {
  /** Name of the tensor, for example "features.test". */
  readonly name: string
  /** Name of the file that holds it. */
  readonly file: string
  readonly rows: number
  readonly width: number
  /** Storage type: "f16", "bf16", "f32", "f64". */
  readonly dtype: string
  /**
   * Yields consecutive blocks of at most `maxRows` rows, row-major; Float64Array when stored as f64, else Float32Array.
   * Blocks are capped at 32 MB, so wide layers may come in fewer rows than asked for.
   * A block is only valid until the next one is asked for, and not to be written to: it may lie over the source's bytes.
   * Each call starts again at row 0. The next block is read while the caller works on the present one.
   * Rejects with BadInput when a value is NaN or infinite (it says where the first is and how many there are) or
   * when compressed data turns out to be damaged.
   */
  blocks(maxRows: number): AsyncIterable<Float32Array | Float64Array>
}

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
