import type { CurveInput, ScalarInput } from './curve-input.ts'

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
