import type { SymbolType } from '@observablehq/plot'
import type { SpreadKind } from '../table/figure-table.ts'

type Values = readonly (number | null)[]

/** A drawn line: a run, or the mean over runs that differ only in their seeds. */
export interface RunLineInput {
  readonly label: string
  /** Colour for white paper: "#0072b2". */
  readonly color: string
  /** Lengths of strokes and gaps; "none" for a solid line. */
  readonly dash: string
  readonly symbol: SymbolType
  readonly x: readonly number[]
  readonly mean: Values
  /** Half widths around the mean, of which `band` of the input chooses one for all lines. */
  readonly std?: Values
  readonly sem?: Values
  readonly ci95?: Values
  /** Ends of asymmetric intervals, drawn instead of a half width. */
  readonly low?: Values
  readonly high?: Values
  /** Number of runs behind each mean; 1 if absent. */
  readonly n?: readonly number[]
  /** Single runs, drawn faintly behind the mean; nothing is drawn behind a line of one run. */
  readonly members?: readonly { readonly label: string; readonly values: Values }[]
}

/** Lines of runs over one axis: a metric by step, or a measured quantity by chunk size. */
export interface RunsInput {
  readonly title: string
  readonly subtitle: string
  readonly caption: string
  readonly x: string
  readonly y: string
  readonly logX: boolean
  readonly logY: boolean
  readonly band: SpreadKind
  readonly lines: readonly RunLineInput[]
  /** Places on the x axis to mark by a vertical rule. */
  readonly marks?: readonly { readonly x: number; readonly label: string }[]
}
