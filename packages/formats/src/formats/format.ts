import type { ByteSource } from '../byte-source.ts'
import type { NamedTensor } from '../safetensors/encode-safetensors.ts'
import type { StoredTensor } from '../stored-tensor.ts'

/** File format that holds tensors. Everything about one format is in its file; formats.ts lists them. */
export interface Format {
  /** Name of the format in messages. */
  readonly title: string
  /** Extensions of file names that mean this format, in lower case, with the dot. */
  readonly extensions: readonly string[]
  /** True if a file is a single array, whose meaning the file's name says, rather than many named ones. */
  readonly isOneArray?: boolean
  /**
   * Resolves to true if a file's contents are of this format. Rejects with BadInput if an archive is too
   * damaged to tell.
   */
  sniff(beginning: Beginning): Promise<boolean>
  /**
   * Lists the contents of a file by its headers alone. Rejects with BadInput if these are damaged or
   * hostile.
   */
  read(source: ByteSource): Promise<Listing>
  /** Yields the bytes of a file of these tensors, in pieces; undefined for a format that is only read. */
  write?(tensors: readonly NamedTensor[]): Iterable<Uint8Array>
}

/** Beginning of a file, by which the formats are told apart. */
export interface Beginning {
  /** First bytes of the file, START_BYTES at most. */
  readonly start: Uint8Array
  /** Lists the names of the members of a zip archive, which are read once; undefined for any other file. */
  members(): Promise<readonly string[] | undefined>
}

/** Number of bytes at the start of a file by which its format is recognized. */
export const START_BYTES = 1024

/** Contents of one file, as its headers list them. */
export interface Listing {
  readonly tensors: readonly ListedTensor[]
  /** Texts by name that the file says about itself. */
  readonly metadata?: Readonly<Record<string, string>>
  /** Names of values that are not tensors. */
  readonly others?: readonly string[]
  /** Checksums to verify as the file is read from start to end; ranges do not overlap. */
  readonly checksums?: readonly Checksum[]
}

export interface ListedTensor {
  /**
   * Name under which the tensor is stored; undefined if the tensor is the whole file, whose name then
   * counts.
   */
  readonly name: string | undefined
  /**
   * Describes the tensor; `name` becomes its name, in messages too. Rejects with BadInput if it cannot be
   * read.
   */
  open(name: string): Promise<StoredTensor>
}

/** CRC-32 of a range of bytes. */
export interface Checksum {
  readonly start: number
  readonly size: number
  readonly crc: number
  /** Contents of the range, for messages. */
  readonly label: string
}
