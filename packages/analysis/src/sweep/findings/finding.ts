import type { Scalar } from '../../shapes/scalar.ts'

/** Verdict of a sweep's report on a claim of the paper. */
export type Verdict = 'agrees' | 'does not agree' | 'cannot tell'

/** A point of a line with its interval; the ends are null if there are too few values for an interval. */
export interface FindingPoint {
  readonly x: number
  readonly y: number
  readonly low: number | null
  readonly high: number | null
  /** Number of runs, subsets or pairs behind the point. */
  readonly n: number
}

export interface FindingLine {
  readonly id: string
  readonly label: string
  readonly points: readonly FindingPoint[]
}

/** A place on the x axis to look at, such as the epoch of interpolation. */
export interface FindingMark {
  readonly label: string
  readonly x: number
  /** Id of the line that the mark belongs to; null for all lines. */
  readonly line: string | null
}

/** Result of a statistical test of two things. */
export interface FindingTest {
  readonly label: string
  /** Second minus first, with its 95 % interval. */
  readonly difference: Scalar
  /** Two-sided p-value; null if the test has none. */
  readonly p: number | null
  /** Name of the test and the items that it is over. */
  readonly test: string
  /** Number of pairs that the test compares. */
  readonly n: number
}

export interface FindingAxis {
  readonly label: string
  /** Scale of the axis: "log" has a place for zero, "epoch" spreads the first epochs. */
  readonly scale: 'log' | 'linear' | 'epoch'
}

/**
 * Result of one analysis over the runs of a sweep: lines to draw, numbers, tests and a sentence. All analyses have this
 * form, so that a new one needs no new field of a report, of the API or of a page.
 */
export interface SweepFinding {
  /** Id of the analysis, such as "ensembles". */
  readonly id: string
  /** Weight decay of the runs; null if they have several. */
  readonly weightDecay: number | null
  readonly title: string
  /** Definition of the numbers, with formula and source. */
  readonly definition: string
  /** Meaning of the points' intervals, such as "95 % interval over seeds". */
  readonly interval: string
  readonly x: FindingAxis
  readonly y: FindingAxis
  readonly lines: readonly FindingLine[]
  readonly marks: readonly FindingMark[]
  readonly scalars: readonly Scalar[]
  readonly tests: readonly FindingTest[]
  /** Main result in one sentence. */
  readonly sentence: string
  /** Verdict behind the sentence, where the finding judges a claim. */
  readonly verdict?: Verdict
}
