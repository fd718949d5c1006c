/**
 * Bytes by their SHA-256 in hex. What a hash names never changes, so a write of known bytes is none, and a reader is
 * never surprised. Rows that point at a blob are written after it (blobs first, then the row).
 */
export interface BlobStore {
  /**
   * Stores what the source yields and says what it was. Where `expected` is given and the bytes have another hash,
   * nothing is kept and it rejects with a LabError (BAD_USER_INPUT).
   */
  put(source: AsyncIterable<Uint8Array>, expected?: string): Promise<StoredBlob>
  /** Undefined where there is none. */
  stat(hash: string): Promise<{ readonly bytes: number } | undefined>
  /** Bytes from `start` up to, not including, `end`; rejects where there is no such blob. */
  read(hash: string, start?: number, end?: number): AsyncIterable<Uint8Array>
  delete(hash: string): Promise<void>
  /** Every hash stored. */
  list(): AsyncIterable<string>
}

export interface StoredBlob {
  readonly hash: string
  readonly bytes: number
}
