import { formatNumber } from '@mitoscope/analysis/format'
import {
  areaY,
  dot,
  line as lineMark,
  ruleX,
  text,
  type Markish,
  type ScaleOptions,
} from '@observablehq/plot'
import type { Figure } from '../figure.ts'
import { renderFigure } from '../frame/render-figure.ts'
import type { RunsInput } from '../input/runs-input.ts'
import { logTicks } from '../scales/ticks.ts'
import { rangeScale, sizeScale, valueScale, type ValueScale } from '../scales/scales.ts'
import { GREY } from '../style/palette.ts'
import { drawnPoints, type DrawnLine, type DrawnPoint } from './drawn-points.ts'
import { runsTable } from './runs-table.ts'

/** Largest number of places with a tick each, as for chunk sizes. */
const NAMED = 32
/** Number of markers on a line, which distinguish it without colour. */
const MARKERS = 8
/** Largest number of lines with a number at the end of each; more numbers would cover each other. */
const NUMBERED = 24

/** Returns the figure of some runs; an empty list if there is nothing to draw. */
export function runsFigures(input: RunsInput): Figure[] {
  const lines = drawnPoints(input)
  const places = lines.flatMap(({ mean, members }) => [...mean, ...members].map(({ x }) => x))
  if (places.length === 0) return []
  const values = lines.flatMap(({ mean, members }) => [...mean, ...members].map(({ y }) => y))
  const intervals = lines.flatMap(({ band }) => band.map(({ low, high }) => [low, high] as const))
  // A logarithmic axis cannot show negative values.
  const isLog = input.logY && values.every((value) => value >= 0)
  const scale = isLog
    ? valueScale(values, { label: input.y, intervals })
    : rangeScale([...values, ...intervals.flat()], input.y)
  const marks = (input.marks ?? []).filter(({ x }) => Number.isFinite(x) && !(input.logX && x <= 0))
  const isNumbered = lines.length > 1 && lines.length <= NUMBERED
  const across = [...places, ...marks.map(({ x }) => x)]
  return [
    renderFigure('runs', {
      title: input.title,
      subtitle: input.subtitle,
      caption: input.caption,
      legend: [
        ...lines.map(({ line: { label, color, dash, symbol } }, i) => ({
          label: lines.length === 1 ? label : `${i + 1}: ${label}`,
          color,
          dash,
          symbol,
        })),
        ...marks.map(({ label }) => ({ label, color: GREY, dash: '4 3' })),
      ],
      panels: [
        {
          options: ({ width }) => ({
            marginRight: isNumbered ? 28 : 12,
            x: input.logX ? logAxis(across, input.x, width - 90) : rangeScale(across, input.x).options,
            y: scale.options,
            marks: [
              ...scale.backdrop,
              ruleX(marks, { x: 'x', stroke: GREY, strokeDasharray: '4 3', className: 'marks' }),
              ...lines.flatMap((line, i) => lineMarks(line, isNumbered ? String(i + 1) : '', scale)),
            ],
          }),
        },
      ],
      table: () => runsTable(input),
    }),
  ]
}

function lineMarks({ line, mean, band, members }: DrawnLine, number: string, scale: ValueScale): Markish[] {
  const { color, dash, symbol } = line
  const at = { x: 'x', y: ({ y }: DrawnPoint) => scale.place(y) }
  const ends = band.flatMap(({ x, low, high }) => {
    const between = scale.span(low, high)
    return between ? [{ x, y1: between[0], y2: between[1] }] : []
  })
  const every = Math.max(1, Math.ceil(mean.length / MARKERS))
  return [
    areaY(ends, { x: 'x', y1: 'y1', y2: 'y2', fill: color, fillOpacity: 0.14, className: 'interval' }),
    lineMark(members, {
      ...at,
      z: 'member',
      stroke: color,
      strokeOpacity: 0.35,
      strokeWidth: 0.8,
      className: 'members',
    }),
    lineMark(mean, { ...at, stroke: color, strokeWidth: 1.8, strokeDasharray: dash, className: 'line' }),
    dot(
      mean.filter((_, i) => i % every === 0),
      {
        ...at,
        symbol,
        r: 3,
        fill: color,
        stroke: 'white',
        strokeWidth: 0.6,
        className: 'markers',
      },
    ),
    text(mean.slice(-1), {
      ...at,
      text: () => number,
      dx: 7,
      textAnchor: 'start',
      fill: color,
      fontWeight: 600,
      className: 'number',
    }),
  ]
}

function logAxis(places: readonly number[], label: string, pixels: number): ScaleOptions {
  const different = [...new Set(places)]
  if (different.length <= NAMED) return sizeScale(different, label, pixels)
  let [low, high] = [Infinity, 0]
  for (const place of different) {
    low = Math.min(low, place)
    high = Math.max(high, place)
  }
  return { type: 'log', label, domain: [low, high], ticks: logTicks(low, high), tickFormat: formatNumber }
}
