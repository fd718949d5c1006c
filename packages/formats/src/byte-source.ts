/** Random access to the bytes of one named file, wherever it lies. The package's only way to the outside. */
export interface ByteSource {
  /** Name for messages and for recognising formats, for example "features.test.npy" (no folder). */
  readonly name: string
  /** Total length in bytes. */
  readonly size: number
  /**
   * Exactly `length` bytes from `offset`; rejects when the source ends before that. Several reads may be under way at
   * once. The reader may look at the bytes for as long as it likes and never writes to them. Fastest when they start
   * at a multiple of 8 in their buffer, as `Buffer.allocUnsafeSlow(length)` does: blocks are then views, not copies.
   */
  read(offset: number, length: number): Promise<Uint8Array>
}
