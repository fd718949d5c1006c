/** A curve's mean with its interval, and its single draws if they are known, which are drawn faintly behind it. */
export interface MeanCurveInput {
  readonly id: string
  readonly label: string
  readonly mean: readonly (number | null)[]
  readonly ci95: readonly (number | null)[]
  /** Single values: draws[i][r] is the value at sizes[i] in draw r. */
  readonly draws?: readonly (readonly (number | null)[])[]
}

/** The part of a curve that figures of an analysis draw. */
export type CurveInput = MeanCurveInput & Required<Pick<MeanCurveInput, 'draws'>>

/** A number with its interval. */
export interface ScalarInput {
  readonly id: string
  readonly label: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

export interface CurvesInput {
  readonly shape: 'curves'
  readonly sizes: readonly number[]
  readonly curves: readonly CurveInput[]
  readonly floors: readonly {
    readonly id: string
    readonly label: string
    readonly values: readonly number[]
  }[]
}

export interface MatrixInput {
  readonly shape: 'matrix'
  /** Words for what a row stands for and what a cell holds. */
  readonly unit?: string
  readonly quantity?: string
  readonly labels: readonly (string | number)[]
  readonly values: readonly (number | null)[]
  readonly pairs: readonly { readonly a: number; readonly b: number }[]
  readonly summary: readonly ScalarInput[]
}

export interface PartitionInput {
  readonly shape: 'partition'
  readonly groups: readonly { readonly neurons: readonly number[] }[]
  readonly between: readonly (number | null)[]
  readonly summary: readonly ScalarInput[]
}

export interface FitInput {
  readonly shape: 'fit'
  readonly parameters: readonly ScalarInput[]
  readonly points: readonly { readonly x: number; readonly y: number; readonly used: boolean }[]
  readonly line: readonly { readonly x: number; readonly y: number }[]
  readonly verdict: string
}

export interface ScalarsInput {
  readonly shape: 'scalars'
  readonly scalars: readonly ScalarInput[]
}

/** Result of one measure. */
export interface MeasureInput {
  readonly measure: string
  readonly title: string
  readonly options: Readonly<Record<string, string | number | readonly number[] | null>>
  readonly result: CurvesInput | MatrixInput | PartitionInput | FitInput | ScalarsInput
  readonly provenance: { readonly draws: number }
}

/** The part of an analysis that figures draw; an `Analysis` of @mitoscope/analysis fits. */
export interface AnalysisInput {
  readonly width: number
  readonly noiseFloor: number
  readonly rows: { readonly test: number }
  readonly measures: readonly MeasureInput[]
}

/** Layers compared in pairs by one measure. */
export interface PairsInput {
  /** Title of the measure: "Linear CKA". */
  readonly title: string
  /** Options of the measure in words; may be empty. */
  readonly subtitle: string
  /** Names of the compared layers, in the order to be shown. */
  readonly names: readonly string[]
  readonly quantities: readonly {
    readonly id: string
    readonly label: string
    /** Id of the quantity that has this value when both layers are exchanged; absent for a symmetric quantity. */
    readonly mirror?: string | null
  }[]
  /** Compared pairs: indices in `names`, and values by the quantity's id. */
  readonly pairs: readonly {
    readonly first: number
    readonly second: number
    readonly values: Readonly<Record<string, number | null>>
  }[]
}
