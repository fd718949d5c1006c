/**
 * Random access to the bytes of one named file, wherever it is stored. Only through this interface does the
 * package read anything.
 */
export interface ByteSource {
  /** Name for messages and for recognising formats, for example "features.test.npy" (no folder). */
  readonly name: string
  /** Total length in bytes. */
  readonly size: number
  /**
   * Reads exactly `length` bytes from `offset`; rejects if the source ends before that. Several reads may be
   * under way at once. The caller may keep the bytes for as long as it likes and never writes to them. Bytes
   * that start at a multiple of 8 in their buffer, as after `Buffer.allocUnsafeSlow(length)`, are fastest:
   * blocks are then views, not copies.
   */
  read(offset: number, length: number): Promise<Uint8Array>
}

/** File that was read whole, for formats of small files. */
export interface NamedBytes {
  readonly name: string
  readonly bytes: Uint8Array
}
