/** A backend's part in a Gram matrix. The accumulator stages rows, shifts and centres. */
export interface GramDevice {
  /** Adds Σ (x − s)(x − s)ᵀ and Σ (x − s) of a block of rows. */
  add(block: Float32Array | Float64Array, rows: number): void | Promise<void>
  /** Returns the sums so far: the upper triangle [width, width], and [width]. The device frees its own copies. */
  read(): RawGram | Promise<RawGram>
  /** Frees the device's memory. May be called after `read`, and twice. */
  dispose(): void
  /** Returns the relative rounding error of one entry of the uncentred matrix over `rows` rows. */
  rounding(rows: number): number
}

export interface RawGram {
  readonly values: Float64Array
  readonly sums: Float64Array
}

/** Opens a device for sums around `shift`. The first block may be inspected, but is not added yet. */
export type OpenGramDevice = (
  shift: Float64Array,
  firstBlock: Float32Array | Float64Array,
  rows: number,
) => GramDevice
