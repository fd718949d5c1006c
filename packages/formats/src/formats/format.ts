import type { ByteSource } from '../byte-source.ts'
import type { NamedTensor } from '../safetensors/encode-safetensors.ts'
import type { StoredTensor } from '../stored-tensor.ts'

/** A file format that holds tensors. Everything about one format is in its file; formats.ts lists them. */
export interface Format {
  /** What it is called in messages. */
  readonly title: string
  /** Ends of file names that mean this format, lower case, with the dot. */
  readonly extensions: readonly string[]
  /** Whether a file is one array, which its name says the meaning of, rather than many by their names. */
  readonly isOneArray?: boolean
  /** Whether a file is of this format, by its contents. Rejects with BadInput where an archive is too damaged to tell. */
  sniff(beginning: Beginning): Promise<boolean>
  /** What the file holds, from its headers only; rejects with BadInput when they are damaged or hostile. */
  read(source: ByteSource): Promise<Listing>
  /** The bytes of a file of these tensors, in pieces. Only for formats that are written. */
  write?(tensors: readonly NamedTensor[]): Iterable<Uint8Array>
}

/** What formats are told apart by. */
export interface Beginning {
  /** The first bytes of the file, START_BYTES at most. */
  readonly start: Uint8Array
  /** Names of the members of a zip archive, read once; undefined for any other file. */
  members(): Promise<readonly string[] | undefined>
}

/** Bytes that are looked at. */
export const START_BYTES = 1024

/** The contents of one file. */
export interface Listing {
  readonly tensors: readonly ListedTensor[]
  /** Names of things that are no tensors. */
  readonly others?: readonly string[]
  /** Checksums to verify as the file is read from start to end; ranges do not overlap. */
  readonly checksums?: readonly Checksum[]
}

export interface ListedTensor {
  /** The name it is stored under; undefined when the file is this tensor and gives its name. */
  readonly name: string | undefined
  /** Its description, to serve and be complained about under `name`. Rejects with BadInput. */
  open(name: string): Promise<StoredTensor>
}

/** CRC-32 of a range of bytes. */
export interface Checksum {
  readonly start: number
  readonly size: number
  readonly crc: number
  /** What lies there, for the message. */
  readonly label: string
}
