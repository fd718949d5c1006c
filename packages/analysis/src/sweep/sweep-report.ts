import type { Warning } from '../representation/representation.ts'
import type { Curve, Scalar } from '../results/shapes.ts'
import type { SweepFinding } from './findings/finding.ts'

/** What one run of a sweep contributes. */
export interface RunAnalysis {
  readonly name: string
  readonly width: number
  readonly seed: number
  readonly weightDecay: number
  readonly testError: number
  readonly trainError: number
  /** First evaluated epoch with training error 0; null when there is none. */
  readonly interpolationEpoch: number | null
  /** Epoch of the representation, where it is known. */
  readonly epoch?: number | null
  /** How it was kept from learning: "untrained", "gaussian-inputs", "shuffled-labels", …; "none" when not given. */
  readonly control?: string
  /** w*(τ) and its 95 % interval over draws; null where no chunk reaches τ. */
  readonly wStar: number | null
  readonly low: number | null
  readonly high: number | null
  /** W / w*. */
  readonly groups: number | null
  readonly sizes: readonly number[]
  readonly r2: Curve
  /** Mean |ρ| of residuals over pairs of neurons outside the chunk. */
  readonly residualCorrelation: Curve
  /** The same over all pairs, as in the paper: pairs that touch the chunk count as 0. */
  readonly residualCorrelationAllPairs: Curve
  readonly noiseFloor: number
  /** Test error of chunks. */
  readonly testErrorOfChunks: Curve
  /** Training error of chunks; not given without training features, and in analyses that were made before. */
  readonly trainErrorOfChunks?: Curve
  /** Sizes around the crossing with R² per draw, for resampling: [size][draw]. */
  readonly crossing: {
    readonly sizes: readonly number[]
    readonly r2: readonly (readonly (number | null)[])[]
  }
  /** Warnings for a reader of its numbers; not given in analyses that were made before. */
  readonly warnings?: readonly Warning[]
}

/** What is known of a run as it was after an epoch. */
export interface EpochAnalysis extends Pick<
  RunAnalysis,
  'name' | 'width' | 'seed' | 'weightDecay' | 'interpolationEpoch' | 'wStar' | 'low' | 'high' | 'groups'
> {
  readonly epoch: number
}

/** A run of which a loss ended not finite. */
export type DivergedRun = Pick<RunAnalysis, 'name' | 'width' | 'seed' | 'weightDecay'>

/** Mean over seeds at one width; those that diverged are left out. */
export interface WidthSummary {
  readonly width: number
  /** Number of runs that the means are over. */
  readonly runs: number
  /** Number of runs left out because they diverged; absent in reports that were made before. */
  readonly diverged?: number
  readonly wStar: number | null
  readonly groups: number | null
  /** Half width of the 95 % interval of groups over seeds; null with one. */
  readonly groupsCi95: number | null
  readonly testError: number
  readonly trainError: number
  /** null with fewer than three chunk sizes above w*. */
  readonly decay: WidthDecay | null
  /** The same with the error of an ensemble of the widest runs for error_∞; null where there is none. */
  readonly decayToEnsemble?: WidthDecay | null
}

/** How the test error of chunks of one width falls: error = error_∞ + factor · size^(−exponent), above w*. */
export interface WidthDecay {
  readonly exponent: Scalar
  /** error_∞: fitted, or an ensemble's; its label says which. */
  readonly asymptote: Scalar
  readonly factor: number
  /** Mean w* of the runs: sizes from it on are fitted. */
  readonly from: number
  readonly points: readonly DecayPoint[]
  /** What the exponent says, in a sentence. */
  readonly verdict: string
}

/** Mean over seeds and draws at one chunk size. */
export interface DecayPoint {
  readonly size: number
  readonly error: number
  /** error − error_∞. */
  readonly excess: number
  /** Whether the law was fitted to it. */
  readonly used: boolean
}

/** The plateau law against its absence, fitted to w*(W) of one weight decay. */
export interface PlateauFit {
  /** Width from which w* no longer grows. */
  readonly criticalWidth: Scalar
  /** w* on the plateau. */
  readonly plateau: Scalar
  /** Groups per neuron above the critical width. */
  readonly slope: Scalar
  /** R² of the line groups ~ width through the widths above the critical one; null with fewer than three. */
  readonly linearity: number | null
  /** AIC without a plateau minus AIC with one: above 2 the plateau is supported. */
  readonly aicDifference: number
  readonly supported: boolean
}

export interface SweepSeries {
  readonly weightDecay: number
  readonly widths: readonly WidthSummary[]
  readonly runs: readonly RunAnalysis[]
  /** null with fewer than four widths. */
  readonly fit: PlateauFit | null
  /** What a researcher wants to read. */
  readonly sentence: string
}

/** Everything `report` says of a sweep. */
export interface SweepReport {
  readonly title: string
  readonly threshold: number
  readonly series: readonly SweepSeries[]
  readonly provenance: {
    readonly backend: string
    readonly device: string
    readonly draws: number
    readonly seed: number
  }
  readonly warnings: readonly string[]
  /** What else is found over the runs; reports that were made before it was part of them are without. */
  readonly findings?: readonly SweepFinding[]
  /** The paper's claims, judged by this report. */
  readonly claims?: readonly JudgedClaim[]
}

export type Verdict = 'agrees' | 'does not agree' | 'cannot tell'

/** Verdict of a sweep's report on a claim. */
export interface Judgement {
  /** Numbers behind the verdict, the decisive one first; empty if the report lacks them. */
  readonly ours: readonly Scalar[]
  readonly verdict: Verdict
  /** Reason in plain words, with the rule that was applied. */
  readonly reason: string
}

/** A claim of the paper with a report's verdict on it. */
export interface JudgedClaim extends Judgement {
  readonly id: string
  readonly statement: string
  /** The paper's number and the network that it was measured on. */
  readonly paper: string
}
