import type { Drawing } from '../frame/drawing.ts'
import type { AnalysisInput, MeasureInput } from '../input/analysis-input.ts'

/** How the result of one measure is drawn. */
export interface MeasureFigure {
  /** The measure's id; also the figure's. */
  readonly measure: string
  /** null where the result holds nothing to show. */
  readonly draw: (measure: MeasureInput, analysis: AnalysisInput) => Drawing | null
}
