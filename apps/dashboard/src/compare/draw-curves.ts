import type * as Plot from '@observablehq/plot'
import { formatNumber } from '../parts/format.ts'
import { markersOf, toDrawn, type Band } from './curves.ts'
import type { Line } from './line.ts'

export interface DrawOptions {
  readonly x: string
  readonly y: string
  readonly logX: boolean
  readonly logY: boolean
  readonly band: Band
}

/** The chart of some lines: members faint, bands, means, markers, and the number of each line at its end. */
export function drawCurves(
  { plot, areaY, line, dot, text }: typeof Plot,
  lines: readonly Line[],
  { x, y, logX, logY, band }: DrawOptions,
): SVGElement {
  const marks = lines.flatMap(({ series, curves }) => {
    const { color, dash, symbol } = series.style
    const { line: mean, members } = toDrawn(curves, band, logX, logY)
    return [
      areaY(mean, { x: 'x', y1: 'low', y2: 'high', fill: color, fillOpacity: 0.14 }),
      line(members, { x: 'x', y: 'y', z: 'id', stroke: color, strokeOpacity: 0.35, strokeWidth: 1 }),
      line(mean, { x: 'x', y: 'y', stroke: color, strokeWidth: 2, strokeDasharray: dash || undefined }),
      dot(markersOf(mean), { x: 'x', y: 'y', symbol, r: 4, fill: color }),
      text(mean.slice(-1), {
        x: 'x',
        y: 'y',
        text: () => String(series.number),
        dx: 8,
        textAnchor: 'start',
        fill: color,
        fontWeight: 600,
      }),
    ]
  })
  return plot({
    width: 960,
    height: 380,
    marginLeft: 60,
    marginRight: 32,
    x: { label: x, type: logX ? 'log' : 'linear', ...(logX && { tickFormat: String, ticks: 8 }) },
    y: {
      label: y,
      type: logY ? 'log' : 'linear',
      nice: !logY,
      grid: true,
      ...(logY && { tickFormat: formatNumber, ticks: 6 }),
    },
    marks,
  }) as SVGElement
}
