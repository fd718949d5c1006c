import { formatCsvRow } from '../csv.ts'
import type { OptionValues } from '../measures/option.ts'
import type { Site, Warning } from '../representation/representation.ts'
import { listNumbers, type Shape } from '../shapes/shapes.ts'

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
  /** Layer that the files name; absent if they name none. */
  readonly site?: Site
  readonly chunkSizes: readonly number[]
  /** Mean |ρ| of independent values over the test rows, √(2 / (π N)); what chunks leave has fewer degrees of freedom, see residualFloor. */
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

/** Returns every number of an analysis as one long CSV table, with a line per measure, quantity, chunk size and draw. */
export function writeNumbers({ measures }: Pick<Analysis, 'measures'>): string {
  const lines = measures.flatMap(({ measure, result }) =>
    listNumbers(result).map((row) => formatCsvRow([measure, ...row])),
  )
  return `${['measure,quantity,size,draw,value', ...lines].join('\n')}\n`
}
