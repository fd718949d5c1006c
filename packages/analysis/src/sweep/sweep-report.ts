import type { Warning } from '../representation/representation.ts'
import type { Curve } from '../shapes/curves.ts'
import type { Scalar } from '../shapes/scalar.ts'
import type { SweepFinding, Verdict } from './findings/finding.ts'

/** Analysis of one run of a sweep. */
export interface RunAnalysis {
  readonly name: string
  readonly width: number
  readonly seed: number
  readonly weightDecay: number
  readonly testError: number
  readonly trainError: number
  /** First evaluated epoch with training error 0; null if there is none. */
  readonly interpolationEpoch: number | null
  /** Epoch of the representation, if it is known. */
  readonly epoch?: number | null
  /**
   * Kind of control: "untrained", "gaussian-inputs", "label-noise-0.2", "decay-from-interpolation", …; "none" by default.
   */
  readonly control?: string
  /** Group size w*(τ) with its 95 % interval over draws; null if no chunk reaches τ. */
  readonly wStar: number | null
  readonly low: number | null
  readonly high: number | null
  /** Number of groups, W / w*. */
  readonly groups: number | null
  readonly sizes: readonly number[]
  readonly r2: Curve
  /** Mean |ρ| of residuals over pairs of neurons outside the chunk. */
  readonly residualCorrelation: Curve
  /** Mean |ρ| of residuals over all pairs, as in the paper: pairs that touch the chunk count as 0. */
  readonly residualCorrelationAllPairs: Curve
  readonly noiseFloor: number
  /**
   * Residual correlation over that of independent noise, of the measure independent-noise; absent in analyses of earlier
   * epochs and of older versions.
   */
  readonly noiseRatio?: Curve
  /** Test error of chunks. */
  readonly testErrorOfChunks: Curve
  /** Training error of chunks; absent without training features, and in analyses of older versions. */
  readonly trainErrorOfChunks?: Curve
  /** Chunk sizes around the crossing with R² per draw, for resampling: [size][draw]. */
  readonly crossing: {
    readonly sizes: readonly number[]
    readonly r2: readonly (readonly (number | null)[])[]
  }
  /** Warnings for readers of the numbers; absent in analyses of older versions. */
  readonly warnings?: readonly Warning[]
}

/** Analysis of a run after an epoch. */
export interface EpochAnalysis extends Pick<
  RunAnalysis,
  | 'name'
  | 'width'
  | 'seed'
  | 'weightDecay'
  | 'interpolationEpoch'
  | 'control'
  | 'wStar'
  | 'low'
  | 'high'
  | 'groups'
> {
  readonly epoch: number
  /** Training error after the epoch, on the labels trained on; null if it is not known. */
  readonly trainError: number | null
}

/** A run with a loss that was not finite at its end. */
export type DivergedRun = Pick<RunAnalysis, 'name' | 'width' | 'seed' | 'weightDecay'>

/** Means over seeds at one width, without the runs that diverged. */
export interface WidthSummary {
  readonly width: number
  /** Number of runs that the means are over. */
  readonly runs: number
  /** Number of runs left out because they diverged; absent in reports of older versions. */
  readonly diverged?: number
  /** Geometric mean of w* over the runs, with the 95 % interval that the series' `interval` describes. */
  readonly wStar: number | null
  /** Ends of the interval of w*; absent in reports of older versions. */
  readonly wStarLow?: number | null
  readonly wStarHigh?: number | null
  /** Number of groups W / w*, of the same w* and interval. */
  readonly groups: number | null
  readonly groupsLow?: number | null
  readonly groupsHigh?: number | null
  /** Half width of the 95 % interval of groups over seeds in reports of older versions, without `groupsLow`. */
  readonly groupsCi95?: number | null
  readonly testError: number
  readonly trainError: number
  /**
   * Decay law with a fitted error_∞ in reports of older versions; null in others, since the sizes of chunks alone tell no
   * error_∞, which decides the exponent.
   */
  readonly decay: WidthDecay | null
  /** Decay law of the widest layer with error_∞ extrapolated from ensembles; null for other widths and without ensembles. */
  readonly decayToEnsemble?: WidthDecay | null
}

/** Decay law of the test error of chunks of one width: error = error_∞ + factor · size^(−exponent), above w*. */
export interface WidthDecay {
  readonly exponent: Scalar
  /** Value of error_∞, fitted or of an ensemble, as its label says. */
  readonly asymptote: Scalar
  readonly factor: number
  /** Smallest fitted size: from 2 w* of the runs on; w* in reports of older versions. */
  readonly from: number
  readonly points: readonly DecayPoint[]
  /** Meaning of the exponent, in a sentence: the reason of the judgement. */
  readonly verdict: string
  /** Verdict on the exponent 1/2; absent in reports of older versions. */
  readonly judgement?: Verdict
  /** Exponent of the excess cross-entropy of the same chunks; absent in reports of older versions. */
  readonly crossEntropy?: Scalar
}

/** Mean over seeds and draws at one chunk size. */
export interface DecayPoint {
  readonly size: number
  readonly error: number
  /** Excess error − error_∞. */
  readonly excess: number
  /** True if the law was fitted to this point. */
  readonly used: boolean
}

/** Fit of the plateau law to w*(W) of one weight decay, compared with the law without a plateau. */
export interface PlateauFit {
  /** Width from which on w* no longer grows. */
  readonly criticalWidth: Scalar
  /** Value of w* on the plateau. */
  readonly plateau: Scalar
  /** Groups per neuron above the critical width. */
  readonly slope: Scalar
  /**
   * R² of the line of groups against width through the widths above the critical one; null if there are fewer than
   * three.
   */
  readonly linearity: number | null
  /**
   * Exponent β of groups ∝ W^β above the critical width, 1 for linear growth; without value for fewer than three widths
   * there, absent in reports of older versions.
   */
  readonly growth?: Scalar
  /** AIC without a plateau minus AIC with one. */
  readonly aicDifference: number
  /** Share of sweeps without a plateau that one fits better by as much as here; absent in reports of older versions. */
  readonly pPower?: number
  /** Share of sweeps with the fitted plateau that it fits better by as little as here; absent in older reports. */
  readonly pPlateau?: number
  /** Share of sweeps with the fitted plateau in which it would be found; absent in older reports. */
  readonly power?: number
  /** True if the widths stray from the law by more than seeds explain, which the intervals then count. */
  readonly strays?: boolean
  /** True if the law without a plateau is rejected (p ≤ 0.03) and the critical width ends below the widest layer. */
  readonly supported: boolean
}

export interface SweepSeries {
  readonly weightDecay: number
  readonly widths: readonly WidthSummary[]
  readonly runs: readonly RunAnalysis[]
  /**
   * Meaning of the 95 % intervals of w*, groups and the plateau fit: "over seeds" with the test behind them, or "over draws
   * of one seed"; absent in reports of older versions.
   */
  readonly interval?: string
  /** Plateau fit; null if there are fewer than four widths. */
  readonly fit: PlateauFit | null
  /** Summary of the series in one sentence. */
  readonly sentence: string
}

/** Report of a sweep, as the command `report` writes it. */
export interface SweepReport {
  readonly title: string
  /** Layer that the runs were analysed at; absent in reports of older versions, on the last hidden one. */
  readonly site?: string
  readonly threshold: number
  readonly series: readonly SweepSeries[]
  readonly provenance: {
    readonly backend: string
    readonly device: string
    readonly draws: number
    readonly seed: number
  }
  readonly warnings: readonly string[]
  /** Findings over the runs; absent in reports of older versions. */
  readonly findings?: readonly SweepFinding[]
  /** The paper's claims, judged by this report. */
  readonly claims?: readonly JudgedClaim[]
}

export type { Verdict }

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
