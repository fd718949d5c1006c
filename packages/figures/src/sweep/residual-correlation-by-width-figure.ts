import { ruleY } from '@observablehq/plot'
import { floorEntry } from '../marks/legend-entry.ts'
import { FLOOR } from '../style/series-style.ts'
import { drawByWidth } from './draw-by-width.ts'
import type { SweepFigure } from './sweep-figure.ts'

/** Residual correlation against chunk size, a line for each width. */
export const residualCorrelationByWidthFigure: SweepFigure = {
  id: 'residual-correlation-by-width',
  of: 'series',
  draw(series, sweep) {
    const floors = [...new Set(series.runs.map(({ noiseFloor }) => noiseFloor))]
    return drawByWidth(series, sweep, {
      quantity: 'residual_correlation',
      against: [
        {
          name: 'noise_floor',
          label: 'independent residuals',
          of: ({ width }) => series.runs.find((run) => run.width === width)?.noiseFloor,
        },
      ],
      title: 'Correlation of what chunks leave unexplained, by layer width',
      caption:
        'Mean correlation between neurons of what w random neurons leave of them, mean over seeds: at the floor it is ' +
        'independent noise.',
      axis: { label: 'mean |ρ| of residuals' },
      curveOf: ({ residualCorrelation }) => residualCorrelation,
      also: floors,
      behind: () => [
        ruleY(floors, {
          stroke: FLOOR.color,
          strokeDasharray: FLOOR.dash,
          strokeWidth: 1.4,
          className: 'floor',
        }),
      ],
      legend: [floorEntry('independent residuals')],
    })
  },
}
