import type { Scalar } from '../../results/shapes.ts'

/** A point of a line with its interval; nulls where there is too little to tell one. */
export interface FindingPoint {
  readonly x: number
  readonly y: number
  readonly low: number | null
  readonly high: number | null
  /** Runs, subsets or pairs behind it. */
  readonly n: number
}

export interface FindingLine {
  readonly id: string
  readonly label: string
  readonly points: readonly FindingPoint[]
}

/** A place on the x axis to look at, for example the epoch of interpolation. */
export interface FindingMark {
  readonly label: string
  readonly x: number
  /** The line it belongs to; null for all of them. */
  readonly line: string | null
}

/** Two things that were compared by a test. */
export interface FindingTest {
  readonly label: string
  /** Second minus first, with its 95 % interval. */
  readonly difference: Scalar
  /** Two-sided; null where the test has none. */
  readonly p: number | null
  /** Which test, over what. */
  readonly test: string
  /** Pairs that it compares. */
  readonly n: number
}

export interface FindingAxis {
  readonly label: string
  /** "log" has a place for zero; "epoch" spreads the first epochs. */
  readonly scale: 'log' | 'linear' | 'epoch'
}

/**
 * What one analysis over the runs of a sweep found: lines to draw, numbers, tests, and a sentence. All of them have this
 * one form, so that a new analysis needs no new field of a report, of the API or of a page.
 */
export interface SweepFinding {
  /** Which analysis: "ensembles". */
  readonly id: string
  /** The weight decay of its runs; null where it is about several. */
  readonly weightDecay: number | null
  readonly title: string
  /** What was computed, by which formula, from where. */
  readonly definition: string
  /** What the points' intervals are: "95 % interval over seeds". */
  readonly interval: string
  readonly x: FindingAxis
  readonly y: FindingAxis
  readonly lines: readonly FindingLine[]
  readonly marks: readonly FindingMark[]
  readonly scalars: readonly Scalar[]
  readonly tests: readonly FindingTest[]
  /** What it says, for a reader in a hurry. */
  readonly sentence: string
}
