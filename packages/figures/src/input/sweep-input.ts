import type { MeanCurveInput, ScalarInput } from './analysis-input.ts'

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
  /** Ends of the 95 % interval of w*; absent in reports of earlier versions. */
  readonly wStarLow?: number | null
  readonly wStarHigh?: number | null
  readonly groups: number | null
  /** Ends of the 95 % interval of groups; absent in reports of earlier versions. */
  readonly groupsLow?: number | null
  readonly groupsHigh?: number | null
  /** Half width of that interval in reports of earlier versions. */
  readonly groupsCi95?: number | null
  readonly testError: number
  readonly trainError: number
  /** Law of decay with a fitted asymptote, in reports of earlier versions. */
  readonly decay?: DecayInput | null
  /** Law of decay towards the error of ensembles; absent in reports of earlier versions. */
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
  /** Meaning of the 95 % intervals of w* and groups; absent in reports of earlier versions. */
  readonly interval?: string | null
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

/** Finding over the runs of a sweep; a `SweepFinding` of @mitoscope/analysis fits. */
export interface FindingInput {
  readonly id: string
  /** Weight decay of the runs; null if the finding compares several. */
  readonly weightDecay: number | null
  readonly title: string
  /** Kind of the points' intervals. */
  readonly interval: string
  readonly x: FindingAxisInput
  readonly y: FindingAxisInput
  readonly lines: readonly FindingLineInput[]
  readonly marks: readonly FindingMarkInput[]
  readonly tests: readonly FindingTestInput[]
  readonly sentence: string
}

export interface FindingAxisInput {
  readonly label: string
  /** Scale: "log", "linear" or "epoch", in upper or lower case. */
  readonly scale: string
}

export interface FindingLineInput {
  /** Id, "width-64" for the line of a width among several. */
  readonly id: string
  readonly label: string
  readonly points: readonly FindingPointInput[]
}

export interface FindingPointInput {
  readonly x: number
  readonly y: number
  readonly low: number | null
  readonly high: number | null
  readonly n: number
}

/** A marked place on the x axis. */
export interface FindingMarkInput {
  readonly label: string
  readonly x: number
  /** Id of the line that the mark belongs to; null for all lines. */
  readonly line: string | null
}

export interface FindingTestInput {
  readonly label: string
  readonly difference: ScalarInput
  readonly p: number | null
  readonly test: string
  readonly n: number
}
