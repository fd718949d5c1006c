import type { SymbolType } from '@observablehq/plot'
import type { SpreadKind } from '../table/figure-table.ts'

type Values = readonly (number | null)[]

/** What is drawn as one line: a run, or the mean over runs that differ by their seeds only. */
export interface RunLineInput {
  readonly label: string
  /** As on white paper: "#0072b2". */
  readonly color: string
  /** Lengths of strokes and gaps; "none" for a whole line. */
  readonly dash: string
  readonly symbol: SymbolType
  readonly x: readonly number[]
  readonly mean: Values
  /** Half widths around the mean; the one that is drawn is chosen for all lines. */
  readonly std?: Values
  readonly sem?: Values
  readonly ci95?: Values
  /** Ends of intervals that are not even around the value; they are drawn instead of a half width. */
  readonly low?: Values
  readonly high?: Values
  /** How many runs each mean is over; one where it is left out. */
  readonly n?: readonly number[]
  /** Its runs, faint behind the mean; none behind a line of one run. */
  readonly members?: readonly { readonly label: string; readonly values: Values }[]
}

/** Lines of runs over one axis: a metric by step, or what chunks measured by their size. */
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
  /** Places on the axis worth a vertical rule. */
  readonly marks?: readonly { readonly x: number; readonly label: string }[]
}
