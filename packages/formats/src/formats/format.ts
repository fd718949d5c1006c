import type { ByteSource } from '../byte-source.ts'
import type { StoredTensor } from '../stored-tensor.ts'

/** A file format that holds tensors. Everything about one format is in its file; formats.ts lists them. */
export interface Format {
  /** What it is called in messages. */
  readonly title: string
  /** Ends of file names that mean this format, lower case, with the dot. */
  readonly extensions: readonly string[]
  /** What the file holds, from its headers only; rejects with BadInput when they are damaged or hostile. */
  list(source: ByteSource): Promise<Listing>
}

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
