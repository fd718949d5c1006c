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

/** A panel of a symmetric matrix: rows `begin` to `end`, of which only columns from `begin` on are computed. */
export interface Panel {
  readonly begin: number
  readonly end: number
}

/**
 * Splits a symmetric product into panels of rows, of which only the upper part is computed. Eight panels take 56 % of
 * the operations; panels narrower than 128 would be slower products for little gain.
 */
export function splitPanels(width: number): Panel[] {
  const count = Math.max(1, Math.min(8, Math.floor(width / 128)))
  const bound = (index: number) => Math.round((width * index) / count)
  return Array.from({ length: count }, (_, index) => ({ begin: bound(index), end: bound(index + 1) }))
}

/** Writes a panel's values [end − begin, width − begin] to the full matrix. */
export function placePanel(target: Float64Array, width: number, panel: Panel, values: Float64Array): void {
  const columns = width - panel.begin
  for (let row = panel.begin; row < panel.end; row++) {
    const from = (row - panel.begin) * columns
    target.set(values.subarray(from, from + columns), row * width + panel.begin)
  }
}
