import type * as Plot from '@observablehq/plot'
import { formatNumber } from '../parts/format.ts'
import { markersOf, toDrawn, type Band } from './curves.ts'
import type { Line } from './line.ts'
import { areaBetween, linesThrough, pathMark } from './path-mark.ts'

export interface DrawOptions {
  readonly x: string
  readonly y: string
  readonly logX: boolean
  readonly logY: boolean
  readonly band: Band
}

/** The chart of some lines: members faint, bands, means, markers, and the number of each line at its end. */
export function drawCurves(
  { plot, dot, text }: typeof Plot,
  lines: readonly Line[],
  { x, y, logX, logY, band }: DrawOptions,
): SVGElement {
  const drawn = lines.map(({ series, curves }) => ({ series, ...toDrawn(curves, band, logX, logY) }))
  const marks = drawn.flatMap(({ series, line, members }) => {
    const { color, dash, symbol } = series.style
    const isBand = line.some(({ low, high }) => low < high)
    const stroke = { fill: 'none', stroke: color, 'stroke-linejoin': 'round' }
    return [
      isBand &&
        pathMark((...scales) => areaBetween(line, ...scales), {
          fill: color,
          'fill-opacity': 0.14,
          stroke: 'none',
        }),
      members.length > 0 &&
        pathMark((...scales) => linesThrough(members, ...scales), {
          ...stroke,
          'stroke-opacity': 0.35,
          'stroke-width': 1,
        }),
      pathMark((...scales) => linesThrough(line, ...scales), {
        ...stroke,
        'stroke-width': 2,
        ...(dash !== '' && { 'stroke-dasharray': dash }),
      }),
      dot(markersOf(line), { x: 'x', y: 'y', symbol, r: 4, fill: color }),
      text(line.slice(-1), {
        x: 'x',
        y: 'y',
        text: () => String(series.number),
        dx: 8,
        textAnchor: 'start',
        fill: color,
        fontWeight: 600,
      }),
    ].filter((mark) => mark !== false)
  })
  // Said here, because Plot learns nothing from a path.
  const across = span()
  const up = span()
  for (const { line, members } of drawn) {
    for (const point of line) {
      across.add(point.x)
      up.add(point.low)
      up.add(point.high)
    }
    for (const point of members) {
      across.add(point.x)
      up.add(point.y)
    }
  }
  return plot({
    width: 960,
    height: 380,
    marginLeft: 60,
    marginRight: 32,
    x: {
      label: x,
      type: logX ? 'log' : 'linear',
      domain: across.ends(),
      ...(logX && { tickFormat: String, ticks: 8 }),
    },
    y: {
      label: y,
      type: logY ? 'log' : 'linear',
      domain: up.ends(),
      nice: !logY,
      grid: true,
      ...(logY && { tickFormat: formatNumber, ticks: 6 }),
    },
    marks,
  }) as SVGElement
}

/** The least and the most of what is added; nothing in particular where nothing is. */
function span() {
  let [least, most] = [Infinity, -Infinity]
  return {
    add(value: number) {
      if (value < least) least = value
      if (value > most) most = value
    },
    ends: (): [number, number] => {
      if (!(least <= most)) return [1, 2]
      // A single value has no extent to draw in.
      return least < most ? [least, most] : least > 0 ? [least / 1.1, least * 1.1] : [least - 1, least + 1]
    },
  }
}
