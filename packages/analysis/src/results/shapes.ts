import type { OptionValues } from '../measures/option.ts'
import type { Warning } from '../representation/representation.ts'

/** One quantity against chunk size, with every draw behind it. */
export interface Curve {
  /** Stable field name, for example "testError". */
  readonly id: string
  readonly label: string
  /** draws[i][r]: value at sizes[i] in draw r; null where it is not defined there. */
  readonly draws: readonly (readonly (number | null)[])[]
  /** Mean over the defined draws of each size; null if there is none. */
  readonly mean: readonly (number | null)[]
  readonly std: readonly (number | null)[]
  /** Half width of the 95 % confidence interval of the mean (Student t); null with fewer than two draws. */
  readonly ci95: readonly (number | null)[]
  /** Number of defined draws. */
  readonly n: readonly number[]
}

/** A line to hold a curve against: a trivial or statistical floor. */
export interface Floor {
  readonly id: string
  readonly label: string
  /** One value per chunk size. */
  readonly values: readonly number[]
}

export interface CurvesShape {
  readonly shape: 'curves'
  /** Chunk sizes w, ascending. */
  readonly sizes: readonly number[]
  readonly curves: readonly Curve[]
  readonly floors: readonly Floor[]
}

/** A square matrix over neurons or groups. */
export interface MatrixShape {
  readonly shape: 'matrix'
  readonly labels: readonly (string | number)[]
  /** Row-major, labels.length². null where not defined. */
  readonly values: readonly (number | null)[]
  /** Entries found significant, where the measure tests them. */
  readonly pairs: readonly {
    readonly a: number
    readonly b: number
    readonly value: number
    readonly p: number
  }[]
  readonly summary: readonly Scalar[]
}

/** Disjoint groups of neurons that cover a layer or part of it. */
export interface PartitionShape {
  readonly shape: 'partition'
  readonly groups: readonly {
    readonly neurons: readonly number[]
    readonly r2: number
    readonly testError: number | null
    readonly trainError: number | null
  }[]
  /** Mean |correlation| of the residuals of groups a and b, groups.length², row-major; null on the diagonal. */
  readonly between: readonly (number | null)[]
  readonly summary: readonly Scalar[]
}

/** A fitted law: parameters with intervals, and the points it was fitted to. */
export interface FitShape {
  readonly shape: 'fit'
  readonly parameters: readonly Scalar[]
  readonly points: readonly { readonly x: number; readonly y: number; readonly used: boolean }[]
  readonly line: readonly { readonly x: number; readonly y: number }[]
  /** One sentence that says what the fit supports. */
  readonly verdict: string
}

/** One number with its 95 % interval; null where it is not defined (the reason is among the warnings). */
export interface Scalar {
  readonly id: string
  readonly label: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

export interface ScalarsShape {
  readonly shape: 'scalars'
  readonly scalars: readonly Scalar[]
}

export type Shape = CurvesShape | MatrixShape | PartitionShape | FitShape | ScalarsShape

/** Origin of a result: enough to compute it again, together with the input. */
export interface Provenance {
  readonly inputHash: string
  readonly backend: string
  readonly device: string
  /** Build of the host kernels: compiled for this processor, or WebAssembly. */
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
  /** Definition of the computed quantity in words, with the source of its formula. */
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
