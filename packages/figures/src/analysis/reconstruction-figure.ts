import { formatNumber } from '@mitoscope/analysis/format'
import { ruleY } from '@observablehq/plot'
import { floorEntry } from '../marks/legend-entry.ts'
import { PURPLE } from '../style/palette.ts'
import { criticalSize } from '../shapes/describe.ts'
import { drawCurves } from '../shapes/draw-curves.ts'
import type { MeasureFigure } from './measure-figure.ts'

const THRESHOLD = { color: PURPLE, dash: '8 3' }
/** Value of 1 − R² up to which all variance counts as explained. */
export const EXPLAINED = 1e-6

/** R² against chunk size, on the scale of the unexplained share. */
export const reconstructionFigure: MeasureFigure = {
  measure: 'reconstruction',
  draw(measure, analysis) {
    const threshold = criticalSize(analysis)?.threshold
    return drawCurves(measure, analysis, {
      title: 'How much of the layer a chunk carries',
      caption:
        'Share of the whole layer’s variance (R²) that a linear map from w random neurons recovers; the axis ' +
        'stretches towards 1, which independent noise would reach only at w = W.',
      axis: { label: 'R² of the whole layer', complement: true, resolution: EXPLAINED },
      legend: threshold === undefined ? [] : [floorEntry(`τ = ${formatNumber(threshold)}`, { ...THRESHOLD })],
      behind: (scale) =>
        threshold === undefined
          ? []
          : [
              ruleY([scale.place(threshold)], {
                stroke: THRESHOLD.color,
                strokeDasharray: THRESHOLD.dash,
                className: 'threshold',
              }),
            ],
    })
  },
}
