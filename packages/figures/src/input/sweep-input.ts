import type { MeanCurveInput, ScalarInput } from './curve-input.ts'
import type { FindingInput } from './finding-input.ts'

/** One run of a sweep. */
export interface RunInput {
  readonly width: number
  /** Where it is known. */
  readonly seed?: number | null
  readonly testError: number
  readonly trainError: number
  readonly wStar: number | null
  readonly low: number | null
  readonly high: number | null
  readonly groups: number | null
  readonly sizes: readonly number[]
  readonly r2: MeanCurveInput
  /** Over pairs outside the chunk. */
  readonly residualCorrelation: MeanCurveInput
  /** Over all pairs; reports that were made before it was part of them are without. */
  readonly residualCorrelationAllPairs?: MeanCurveInput | null
  readonly noiseFloor: number
  readonly testErrorOfChunks: MeanCurveInput
}

/** Means over seeds at one width. */
export interface WidthInput {
  readonly width: number
  readonly wStar: number | null
  readonly groups: number | null
  readonly groupsCi95: number | null
  readonly testError: number
  readonly trainError: number
  /** null with fewer than three chunk sizes above w*; not in reports that were made before it was part of them. */
  readonly decay?: DecayInput | null
  /** The same with an ensemble's error for the asymptote; not in older reports. */
  readonly decayToEnsemble?: DecayInput | null
}

/** The law by which the test error of chunks falls: error = asymptote + factor · size^(−exponent). */
export interface DecayInput {
  readonly exponent: ScalarInput
  readonly asymptote: ScalarInput
  readonly factor: number
  readonly points: readonly DecayPointInput[]
  readonly verdict: string
}

export interface DecayPointInput {
  readonly size: number
  readonly error: number
  /** error − asymptote. */
  readonly excess: number
  /** Whether the law was fitted to it. */
  readonly used: boolean
}

/** The fitted plateau of w*. */
export interface PlateauInput {
  readonly criticalWidth: ScalarInput
  readonly plateau: ScalarInput
  readonly supported: boolean
}

/** Every run of one weight decay. */
export interface SeriesInput {
  readonly weightDecay: number
  readonly widths: readonly WidthInput[]
  readonly runs: readonly RunInput[]
  readonly fit: PlateauInput | null
  readonly sentence: string
}

/** The part of a sweep's report that figures draw: a `SweepReport` of @mitoscope/analysis is one. */
export interface SweepInput {
  readonly title: string
  readonly threshold: number
  readonly series: readonly SeriesInput[]
  readonly provenance: { readonly draws: number }
  /** Not in reports that were made before they were part of them. */
  readonly findings?: readonly FindingInput[]
}
