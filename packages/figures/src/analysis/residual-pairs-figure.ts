import { drawMatrix } from '../shapes/draw-matrix.ts'
import type { MeasureFigure } from './measure-figure.ts'

/** Pairs of neurons that share noise: all pairs below the diagonal, the significant ones above it. */
export const residualPairsFigure: MeasureFigure = {
  measure: 'residual-pairs',
  draw: (measure, analysis) =>
    drawMatrix(measure, analysis, {
      title: 'Pairs of neurons that share residual noise',
      caption:
        'Correlation of what a chunk leaves unexplained of two other neurons: below the diagonal all pairs, above ' +
        'it only those that share more than chance allows, none if noise is independent.',
      label: (count) => (count === null ? 'neuron' : `neuron (the ${count} with most partners)`),
      value: 'correlation ρ of residuals',
      column: { name: 'correlation', label: 'correlation ρ' },
      tested: true,
    }),
}
