import type * as Plot from '@observablehq/plot'
import { formatTick } from '@mitoscope/analysis/format'
import { leftMargin } from '../../figures/plot.ts'
import { whenShown, takeTurns } from '../../figures/take-turns.ts'
import { markersOf, toDrawn, type Band, type Line } from './curves.ts'
import { areaBetween, lineMark, linesThrough, pathMark, type Outline } from './path-mark.ts'
import type { Series } from '../series.ts'

export interface DrawOptions {
  /** Name of the horizontal axis. */
  readonly x: string
  /** True if x is milliseconds since 1970. */
  readonly isTime?: boolean
  readonly y: string
  readonly logX: boolean
  readonly logY: boolean
  readonly band: Band
}

/**
 * The chart of some lines: members faint, bands, means, markers, and the number of each line at its end. Drawn by parts, so
 * that the page answers in between; undefined once it is not wanted any more.
 */
export async function drawCurves(
  { plot, dot, text }: typeof Plot,
  lines: readonly Line[],
  { x, isTime = false, y, logX, logY, band }: DrawOptions,
  isGone: () => boolean,
): Promise<SVGElement | undefined> {
  // Whoever pressed something sees that first.
  await whenShown()
  if (isGone()) return undefined
  const turn = takeTurns()
  const drawn = []
  for (const { series, curves } of lines) {
    drawn.push({ series, ...toDrawn(curves, band, logX, logY) })
    await turn()
    if (isGone()) return undefined
  }
  const outlines: Outline[] = []
  const paths = drawn.flatMap(({ series, line, members }) => {
    const { color, dash } = series.style
    const isBand = line.some(({ low, high }) => low < high)
    // Round corners, which nobody sees between points this close, take a browser longer.
    const stroke = { fill: 'none', stroke: color, 'stroke-linejoin': 'bevel' }
    return [
      isBand &&
        pathMark(outlines, (...scales) => areaBetween(line, ...scales), {
          fill: color,
          'fill-opacity': 0.14,
          stroke: 'none',
        }),
      members.length > 0 &&
        pathMark(outlines, (...scales) => linesThrough(members, ...scales), {
          ...stroke,
          'stroke-opacity': 0.35,
          'stroke-width': 1,
          // As thin on every screen: lines of one pixel are the fast ones.
          'vector-effect': 'non-scaling-stroke',
        }),
      lineMark(outlines, line, {
        ...stroke,
        'stroke-width': 2,
        ...(dash !== '' && { 'stroke-dasharray': dash }),
      }),
    ].filter((mark) => mark !== false)
  })
  // One mark for those of all lines: Plot takes its time for every mark.
  const markers = drawn.flatMap(({ series, line }) => markersOf(line).map((point) => ({ ...point, series })))
  const ends = drawn.flatMap(({ series, line }) => line.slice(-1).map((point) => ({ ...point, series })))
  const place = { x: 'x', y: 'y', fill: colorOf }
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
  await turn()
  const frame: Plot.PlotOptions = {
    height: 380,
    y: {
      label: y,
      type: logY ? 'log' : 'linear',
      domain: up.ends(),
      nice: !logY,
      grid: true,
      tickFormat: formatTick,
      ...(logY && { ticks: 6 }),
    },
  }
  const svg = plot({
    ...frame,
    width: 960,
    marginLeft: leftMargin(plot, frame, up.ends(), 60),
    marginRight: 32,
    x: {
      label: x,
      ...(isTime ? { type: 'time' } : { type: logX ? 'log' : 'linear', tickFormat: formatTick }),
      domain: across.ends(),
      ...(logX && { ticks: 8 }),
    },
    marks: [
      ...paths,
      dot(markers, { ...place, symbol: (point: Marked) => point.series.style.symbol, r: 4 }),
      text(ends, {
        ...place,
        text: (point: Marked) => String(point.series.number),
        dx: 8,
        textAnchor: 'start',
        fontWeight: 600,
      }),
    ],
  }) as SVGElement
  for (const outline of outlines) {
    await turn()
    if (isGone()) return undefined
    outline()
  }
  return svg
}

interface Marked {
  readonly series: Series
}

const colorOf = ({ series }: Marked) => series.style.color

/** Running minimum and maximum of the values added; 1 to 2 when no value was added. */
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
