import { ruleY } from '@observablehq/plot'
import { floorEntry } from '../marks/legend-entry.ts'
import { formatNumber } from '../scales/format-number.ts'
import { GREY } from '../style/palette.ts'
import { drawByWidth } from './draw-by-width.ts'
import type { SweepFigure } from './sweep-figure.ts'

const THRESHOLD = { color: GREY, dash: '8 3' }

/** R² against chunk size, a line for each width. */
export const r2ByWidthFigure: SweepFigure = {
  id: 'r2-by-width',
  of: 'series',
  draw: (series, sweep) =>
    drawByWidth(series, sweep, {
      quantity: 'r2',
      against: [{ name: 'threshold', label: 'τ', detail: true, of: () => sweep.threshold }],
      title: 'How much of the layer a chunk carries, by layer width',
      caption:
        'Share of the layer’s variance (R²) that w random neurons recover, mean over seeds: where lines of wide layers ' +
        'cross τ at one w, they hold groups of that size (w = W, where R² is 1, is left out).',
      axis: { label: 'R² of the whole layer', complement: true, resolution: 1e-6 },
      curveOf: ({ r2 }) => r2,
      also: [sweep.threshold],
      behind: (scale) => [
        ruleY([scale.place(sweep.threshold)], {
          stroke: GREY,
          strokeDasharray: THRESHOLD.dash,
          className: 'threshold',
        }),
      ],
      legend: [floorEntry(`τ = ${formatNumber(sweep.threshold)}`, THRESHOLD)],
    }),
}
