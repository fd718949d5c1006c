/**
 * Where the bytes of an upload are while it is under way, by the upload's id. With blobs in object storage it is there
 * too, so that an upload goes on at any server.
 */
export interface Landing {
  /** Bytes that have arrived; 0 when none have. */
  size(id: string): Promise<number>
  /**
   * Adds what the source yields at `offset`, which must be the present size, and answers the new size. What arrived
   * before the source or this process failed is kept.
   */
  write(id: string, offset: number, source: AsyncIterable<Uint8Array>): Promise<number>
  /** Bytes from `start` up to, not including, `end`. */
  read(id: string, start?: number, end?: number): AsyncIterable<Uint8Array>
  remove(id: string): Promise<void>
  /** Ids of which something has arrived. */
  list(): AsyncIterable<string>
}
