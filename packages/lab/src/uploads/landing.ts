import { randomUUID } from 'node:crypto'

/**
 * Staging area for the bytes of active uploads, by the upload's id, or by a name that nameApart derives from
 * it. If the blobs are in object storage, so is the staging area, so that an upload can continue at any
 * server.
 */
export interface Landing {
  /** Returns the number of received bytes; 0 if there are none. */
  size(id: string): Promise<number>
  /**
   * Appends the bytes of the source at `offset`, which must be the current size, and returns the new size.
   * Bytes received before a failure of the source or this process are retained.
   */
  write(id: string, offset: number, source: AsyncIterable<Uint8Array>): Promise<number>
  /** Yields the bytes from `start` to `end` (exclusive). */
  read(id: string, start?: number, end?: number): AsyncIterable<Uint8Array>
  remove(id: string): Promise<void>
  /** Lists the names with received bytes. */
  list(): AsyncIterable<string>
}

/** Returns a name for bytes of an upload that are separate from those of other senders. */
export function nameApart(uploadId: string): string {
  return `${uploadId}.${randomUUID()}`
}

/** Returns the id of the upload that staged bytes belong to. */
export function uploadOf(name: string): string {
  return name.split('.')[0]
}
