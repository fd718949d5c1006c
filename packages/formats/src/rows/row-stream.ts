/** Matrix of N rows and `width` columns that is read from its start in blocks of rows, never whole. */
export interface RowStream {
  /** Name of the tensor, for example "features.test". */
  readonly name: string
  /** Name of the file that holds the tensor. */
  readonly file: string
  readonly rows: number
  readonly width: number
  /** Storage type: "f16", "bf16", "f32", "f64". */
  readonly dtype: string
  /**
   * Yields consecutive blocks of at most `maxRows` rows, row-major; Float64Array when stored as f64, else Float32Array.
   * Blocks are capped at 32 MB, so wide layers may come in fewer rows than asked for.
   * A block is only valid until the next one is asked for, and not to be written to: it may lie over the source's bytes.
   * Each call starts again at row 0. The next block is read while the caller works on the present one.
   * Rejects with BadInput when a value is NaN or infinite (it says where the first is and how many there are) or
   * when compressed data turns out to be damaged.
   */
  blocks(maxRows: number): AsyncIterable<Float32Array | Float64Array>
}
