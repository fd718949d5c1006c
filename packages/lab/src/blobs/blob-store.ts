/**
 * Bytes by their SHA-256 in hex. What a hash names never changes, so a reader is never surprised. Rows that point at a
 * blob are written after it (blobs first, then the row), with recordBlob.
 */
export interface BlobStore {
  /**
   * Stores what the source yields and says what it was. Where `expected` is given and the bytes have another hash,
   * nothing is kept and it rejects with a LabError (BAD_USER_INPUT). Rejects with RESOURCE_EXHAUSTED when the storage is
   * full and with UNAVAILABLE when it cannot be reached; nothing is kept then either.
   */
  put(source: AsyncIterable<Uint8Array>, expected?: string): Promise<StoredBlob>
  /** Undefined where there is none. */
  stat(hash: string): Promise<{ readonly bytes: number; readonly storedAt: Date } | undefined>
  /** Bytes from `start` up to, not including, `end`; rejects where there is no such blob. */
  read(hash: string, start?: number, end?: number): AsyncIterable<Uint8Array>
  /** Only for a purge that holds the lock of the blob's row. */
  delete(hash: string): Promise<void>
  /** Everything stored. */
  list(): AsyncIterable<ListedBlob>
  /** Place of the lab's id: a path or a URL. */
  readonly labIdPlace: string
  /** Id of the lab that the blobs belong to; undefined where none stands. */
  readLabId(): Promise<string | undefined>
  /** Writes the id of the lab unless one stands there, and returns the one that does then. */
  writeLabId(id: string): Promise<string>
  /** Writes a few bytes and reads them again. Rejects as put does. */
  probe(): Promise<void>
  /** Removes what writers that died have left half written; answers how many. */
  tidy(): Promise<number>
}

export interface StoredBlob {
  readonly hash: string
  readonly bytes: number
}

export interface ListedBlob extends StoredBlob {
  /** When it was put last. */
  readonly storedAt: Date
}
