import { drawCurves } from '../shapes/draw-curves.ts'
import type { MeasureFigure } from './measure-figure.ts'

/** Correlation of residuals against chunk size, by both definitions. */
export const residualCorrelationFigure: MeasureFigure = {
  measure: 'residual-correlation',
  draw: (measure, analysis) =>
    drawCurves(measure, analysis, {
      title: 'Correlation of what chunks leave unexplained',
      caption:
        'Mean correlation between neurons of what w random neurons leave of them: at the dotted floor it is ' +
        'independent noise, above it neurons still share information that the chunk lacks.',
      axis: { label: 'mean |ρ| of residuals' },
    }),
}
