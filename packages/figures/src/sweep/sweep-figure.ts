import type { Drawing } from '../frame/drawing.ts'
import type { SeriesInput, SweepInput } from '../input/sweep-input.ts'

/** A figure of a whole sweep, or of each weight decay. */
export type SweepFigure =
  | { readonly id: string; readonly of: 'sweep'; readonly draw: (sweep: SweepInput) => Drawing | null }
  | {
      readonly id: string
      readonly of: 'series'
      readonly draw: (series: SeriesInput, sweep: SweepInput) => Drawing | null
    }
