import { randomUUID } from 'node:crypto'

/**
 * Place of the bytes of an upload while it is under way, by the upload's id, or by
 * a name that nameApart makes of it. With blobs in object storage it is there
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
  /** Names under which something has arrived. */
  list(): AsyncIterable<string>
}

/** A name for bytes of an upload that are kept apart from those of other senders. */
export function nameApart(uploadId: string): string {
  return `${uploadId}.${randomUUID()}`
}

/** The upload that landed bytes belong to. */
export function uploadOf(name: string): string {
  return name.split('.')[0]
}
