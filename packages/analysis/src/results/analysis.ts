import type { OptionValues } from '../measures/option.ts'
import type { Warning } from '../representation/representation.ts'
import type { Shape } from '../shapes/shapes.ts'

/** Origin of a result: with these facts and the input, it can be computed again. */
export interface Provenance {
  readonly inputHash: string
  readonly backend: string
  readonly device: string
  /** Compilation of the host kernels: for this processor, or as WebAssembly. */
  readonly kernels: 'native' | 'wasm'
  /** Arithmetic of the numbers shown, for example "float64" or "float32 products, float64 sums". */
  readonly precision: string
  /** Relative size of the rounding behind the numbers. */
  readonly resolution: number
  /** Seed of the draws; null when they were replayed from the input. */
  readonly seed: number | null
  readonly draws: number
}

/** The outcome of one measure on one representation. */
export interface MeasureResult {
  readonly measure: string
  readonly version: number
  readonly title: string
  /** Quantity that was computed, in words, with the source of the formula. */
  readonly definition: string
  readonly options: OptionValues
  readonly result: Shape
  readonly provenance: Provenance
  readonly warnings: readonly Warning[]
}

/** Result of an analysis of one representation, as a JSON document. */
export interface Analysis {
  readonly width: number
  readonly chunkSizes: readonly number[]
  /** Mean |ρ| of independent residuals, √(2 / (π N)). */
  readonly noiseFloor: number
  /** Every curve's draws by field name, [size][draw]. */
  readonly draws: Readonly<Record<string, readonly (readonly (number | null)[])[]>>
  readonly rows: { readonly test: number; readonly train: number | null }
  readonly classes: number | null
  readonly inputHash: string
  readonly measures: readonly MeasureResult[]
  /** Warnings of the input, of measures left out, and of every measure: those with the measure's id. */
  readonly warnings: readonly Warning[]
}
