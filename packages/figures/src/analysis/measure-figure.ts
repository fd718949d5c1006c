import type { Drawing } from '../frame/drawing.ts'
import type { AnalysisInput, MeasureInput } from '../input/analysis-input.ts'

/** Figure of a measure's result. */
export interface MeasureFigure {
  /** Id of the measure, and of the figure. */
  readonly measure: string
  /** Draws the figure; null if the result holds nothing to show. */
  readonly draw: (measure: MeasureInput, analysis: AnalysisInput) => Drawing | null
}
