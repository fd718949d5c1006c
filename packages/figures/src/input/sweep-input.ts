import type { MeanCurveInput, ScalarInput } from './curve-input.ts'
import type { FindingInput } from './finding-input.ts'

/** Run of a sweep. */
export interface RunInput {
  readonly width: number
  /** Seed, if it is known. */
  readonly seed?: number | null
  readonly testError: number
  readonly trainError: number
  readonly wStar: number | null
  readonly low: number | null
  readonly high: number | null
  readonly groups: number | null
  readonly sizes: readonly number[]
  readonly r2: MeanCurveInput
  /** Mean |ρ| over pairs outside the chunk. */
  readonly residualCorrelation: MeanCurveInput
  /** Mean |ρ| over all pairs; absent in reports of earlier versions. */
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
  /** Law of decay; null for fewer than three chunk sizes above w*, absent in reports of earlier versions. */
  readonly decay?: DecayInput | null
  /** Law of decay towards an ensemble's error; absent in reports of earlier versions. */
  readonly decayToEnsemble?: DecayInput | null
}

/** Law by which the test error of chunks falls: error = asymptote + factor · size^(−exponent). */
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
  /** Excess error: error − asymptote. */
  readonly excess: number
  /** True if the law was fitted to this point. */
  readonly used: boolean
}

/** Fitted plateau of w*. */
export interface PlateauInput {
  readonly criticalWidth: ScalarInput
  readonly plateau: ScalarInput
  readonly supported: boolean
}

/** Runs of one weight decay. */
export interface SeriesInput {
  readonly weightDecay: number
  readonly widths: readonly WidthInput[]
  readonly runs: readonly RunInput[]
  readonly fit: PlateauInput | null
  readonly sentence: string
}

/** The part of a sweep's report that figures draw; a `SweepReport` of @mitoscope/analysis fits. */
export interface SweepInput {
  readonly title: string
  readonly threshold: number
  readonly series: readonly SeriesInput[]
  readonly provenance: { readonly draws: number }
  /** Findings over the runs; absent in reports of earlier versions. */
  readonly findings?: readonly FindingInput[]
}
