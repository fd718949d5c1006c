import type { ScalarInput } from './curve-input.ts'

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
