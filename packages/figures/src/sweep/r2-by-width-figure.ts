import { formatNumber } from '@mitoscope/analysis/format'
import { ruleY } from '@observablehq/plot'
import type { SeriesInput } from '../input/sweep-input.ts'
import { floorEntry, guideLine } from '../marks/guide-marks.ts'
import { GREY } from '../style/palette.ts'
import { drawByWidth } from './draw-by-width.ts'
import type { SweepFigure } from './sweep-figure.ts'

const THRESHOLD = { color: GREY, dash: '8 3' }

/** R² against chunk size, with a line for each width. */
export const r2ByWidthFigure: SweepFigure = {
  id: 'r2-by-width',
  of: 'series',
  draw(series, sweep) {
    const floors = floorsOf(series)
    return drawByWidth(series, sweep, {
      quantity: 'r2',
      against: [
        { name: 'pure_noise', label: 'R² of pure noise, w / W', of: ({ x, width }) => x / width },
        { name: 'threshold', label: 'τ', detail: true, of: () => sweep.threshold },
      ],
      title: 'How much of the layer a chunk carries, by layer width',
      caption:
        'Share of the layer’s variance (R²) that w random neurons recover, mean over seeds: where lines of wide layers ' +
        'cross τ at one w, they hold groups of that size (w = W, where R² is 1, is left out). Dotted: what w of W neurons ' +
        'would recover of pure noise.',
      axis: { label: 'R² of the whole layer', complement: true, resolution: 1e-6 },
      curveOf: ({ r2 }) => r2,
      also: [sweep.threshold, ...floors.flat().map(({ y }) => y)],
      behind: (scale) => [
        ...floors.map(
          (points) =>
          guideLine(points.map(({ x, y }) => ({ x, y: scale.place(y) })), 'floor'), // prettier-ignore
        ),
        ruleY([scale.place(sweep.threshold)], {
          stroke: GREY,
          strokeDasharray: THRESHOLD.dash,
          className: 'threshold',
        }),
      ],
      legend: [
        floorEntry(`τ = ${formatNumber(sweep.threshold)}`, THRESHOLD),
        floorEntry('pure noise: w / W'),
      ],
    })
  },
}

/** Returns the R² of pure noise for each width, at the sizes of its curve. */
function floorsOf({ runs }: SeriesInput) {
  const widths = [...new Set(runs.map(({ width }) => width))]
  return widths.map((width) => {
    const sizes = new Set(runs.filter((run) => run.width === width).flatMap((run) => run.sizes))
    return [...sizes]
      .filter((size) => size < width)
      .sort((a, b) => a - b)
      .map((size) => ({ x: size, y: size / width }))
  })
}
