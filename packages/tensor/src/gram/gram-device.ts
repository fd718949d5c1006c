/** What a backend does for a Gram matrix; staging of rows, the shift and centring are the accumulator's. */
export interface GramDevice {
  /** Adds Σ (x − s)(x − s)ᵀ and Σ (x − s) of a block of rows. */
  add(block: Float32Array | Float64Array, rows: number): void | Promise<void>
  /** The sums so far, and the end of the device's own copies: the upper triangle [width, width], and [width]. */
  read(): RawGram | Promise<RawGram>
  /** Frees what the device holds; may be called after `read`, and twice. */
  dispose(): void
  /** Relative rounding of one entry of the uncentred matrix over `rows` rows. */
  rounding(rows: number): number
}

export interface RawGram {
  readonly values: Float64Array
  readonly sums: Float64Array
}

/** Opens a device for matrices around `shift`; the first block is there to be looked at, not to be added. */
export type OpenGramDevice = (
  shift: Float64Array,
  firstBlock: Float32Array | Float64Array,
  rows: number,
) => GramDevice
