import { drawPartition } from '../shapes/draw-partition.ts'
import type { MeasureFigure } from './measure-figure.ts'

/** Correlation between the groups of a partition, beyond the information they share. */
export const groupsFigure: MeasureFigure = {
  measure: 'groups',
  draw: (measure, analysis) =>
    drawPartition(measure, analysis, {
      title: 'Residual correlation between the groups of a partition',
      caption:
        'The layer split into disjoint groups of w* neurons: each cell is the mean correlation of what two groups ' +
        'cannot predict of each other, and at the dashed floor the two differ by independent noise only.',
    }),
}
