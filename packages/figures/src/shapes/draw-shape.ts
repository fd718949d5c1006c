import type { Drawing } from '../frame/drawing.ts'
import type { AnalysisInput, MeasureInput } from '../input/analysis-input.ts'
import { drawCurves } from './draw-curves.ts'
import { drawFit } from './draw-fit.ts'
import { drawMatrix } from './draw-matrix.ts'
import { drawPartition } from './draw-partition.ts'

/** Figure of each shape of results. Single numbers have none: a table shows all of them. */
const figures: Readonly<
  Record<MeasureInput['result']['shape'], (measure: MeasureInput, analysis: AnalysisInput) => Drawing | null>
> = {
  curves: (measure, analysis) => drawCurves(measure, analysis),
  matrix: (measure, analysis) => drawMatrix(measure, analysis),
  partition: (measure, analysis) => drawPartition(measure, analysis),
  fit: (measure, analysis) => drawFit(measure, analysis),
  scalars: () => null,
}

/** Draws a result of any measure by its shape; null if it holds nothing to show. */
export function drawShape(measure: MeasureInput, analysis: AnalysisInput): Drawing | null {
  return figures[measure.result.shape](measure, analysis)
}
