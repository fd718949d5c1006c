import type { RowStream } from '@mitoscope/formats'

/** Features of one split of the data, with their labels if there are any. */
export interface Split {
  readonly features: RowStream
  /** Class of each row, [N], each in 0 … classes − 1; undefined if the archive has none. */
  readonly labels?: Int32Array
}

/** Final linear layer: logits = X Aᵀ + b. */
export interface Readout {
  readonly classes: number
  /** Weight A, [classes, width], row-major. */
  readonly weight: Float64Array
  /** Bias b, [classes]; zeros if the archive has a weight but no bias. */
  readonly bias: Float64Array
}

/** Layer of a network, as a file names it. */
export interface Site {
  readonly name: string
  /** Kind of the layer, for example "block". */
  readonly kind?: string
  /** Position of the layer in the order of the network. */
  readonly position?: number
}

/** One layer of one network, as measured; the README says which tensor holds each part. */
export interface Representation {
  readonly width: number
  /** Layer that the files name; undefined if they name none. */
  readonly site?: Site
  readonly test: Split
  readonly train?: Split
  readonly readout?: Readout
  /** Recorded draws, [draws, width] row-major, each row a permutation of 0 … width − 1. */
  readonly permutations?: { readonly draws: number; readonly values: Int32Array }
  /**
   * SHA-256, in hexadecimal, of the input: of the single file, or of the sorted list of the files' names and
   * hashes.
   */
  readonly inputHash: string
  /** Describes the tensors found in the files in one sentence, for messages about a missing one. */
  contents?(): Promise<string>
  readonly warnings: readonly Warning[]
}

/** Remark for readers of a result. `code` is stable; `message` is a sentence that contains the values. */
export interface Warning {
  readonly code: string
  readonly message: string
  /** Id of the measure whose result the warning is about; undefined if it is about the input. */
  readonly measure?: string
}

/** Names of the tensors of a representation; the README says what each holds. */
export const TENSOR_NAMES = [
  'features.test',
  'labels.test',
  'features.train',
  'labels.train',
  'readout.weight',
  'readout.bias',
  'permutations',
  'rows.test',
  'rows.train',
] as const

export type TensorName = (typeof TENSOR_NAMES)[number]

export function isTensorName(name: string | undefined): name is TensorName {
  return (TENSOR_NAMES as readonly (string | undefined)[]).includes(name)
}

// The file names of the code published with the paper, whose features and weights carry the run's settings in the middle.
const PUBLISHED: readonly (readonly [RegExp, TensorName])[] = [
  [/^features_(.*_)?test$/, 'features.test'],
  [/^features_(.*_)?train(ing)?$/, 'features.train'],
  [/^weights?(_.*)?$/, 'readout.weight'],
  [/^bias(_.*)?$/, 'readout.bias'],
  [/labels_test/, 'labels.test'],
  [/labels_train/, 'labels.train'],
]

/**
 * Returns the tensor that a file of only one tensor holds, by the file's name, as "features.test.npy" or
 * "weights_wide_resnet28_512.pt"; undefined if the name tells none.
 */
export function tensorNameOfFile(file: string): TensorName | undefined {
  const stem = file.replace(/\.[^.]*$/, '')
  if (isTensorName(stem)) return stem
  return PUBLISHED.find(([pattern]) => pattern.test(stem))?.[1]
}
