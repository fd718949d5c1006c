import type { ScalarInput } from './curve-input.ts'

/** What one analysis over the runs of a sweep found: a `SweepFinding` of @mitoscope/analysis is one. */
export interface FindingInput {
  readonly id: string
  /** null where it is about several. */
  readonly weightDecay: number | null
  readonly title: string
  /** What the points' intervals are. */
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
  /** "log", "linear" or "epoch", in either case of letters. */
  readonly scale: string
}

export interface FindingLineInput {
  /** "width-64" for one of several widths. */
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

/** A place on the x axis to look at. */
export interface FindingMarkInput {
  readonly label: string
  readonly x: number
  /** Id of the line that it belongs to; null for all. */
  readonly line: string | null
}

export interface FindingTestInput {
  readonly label: string
  readonly difference: ScalarInput
  readonly p: number | null
  readonly test: string
  readonly n: number
}
