/**
 * Content-addressed store of bytes, by SHA-256 in hex. The content of a hash never changes. Rows that point
 * at a blob are written after it (first the blob, then the row), with recordBlob.
 */
export interface BlobStore {
  /**
   * Stores the bytes of the source and returns their hash and length. Rejects with BAD_USER_INPUT, and stores
   * nothing, if their hash is not `expected`. Rejects with RESOURCE_EXHAUSTED if the storage is full and with
   * UNAVAILABLE if it cannot be reached; nothing is stored then either.
   */
  put(source: AsyncIterable<Uint8Array>, expected?: string): Promise<StoredBlob>
  /** Returns the length and time of a blob; undefined if there is none. */
  stat(hash: string): Promise<{ readonly bytes: number; readonly storedAt: Date } | undefined>
  /** Yields the bytes from `start` to `end` (exclusive); rejects if there is no such blob. */
  read(hash: string, start?: number, end?: number): AsyncIterable<Uint8Array>
  /** Deletes a blob. Only a purge that holds the lock of the blob's row may call this. */
  delete(hash: string): Promise<void>
  /** Lists every stored blob. */
  list(): AsyncIterable<ListedBlob>
  /** Location of the lab's id: a path or a URL. */
  readonly labIdPlace: string
  /** Returns the id of the lab that the blobs belong to; undefined if none is stored. */
  readLabId(): Promise<string | undefined>
  /** Stores the id of the lab unless one is stored already, and returns the stored id. */
  writeLabId(id: string): Promise<string>
  /** Writes a few bytes and reads them again. Rejects like put. */
  probe(): Promise<void>
  /** Removes incomplete files of dead writers; returns their number. */
  tidy(): Promise<number>
}

export interface StoredBlob {
  readonly hash: string
  readonly bytes: number
}

export interface ListedBlob extends StoredBlob {
  /** Time of the latest put. */
  readonly storedAt: Date
}
