import { areaY, dot, line, link, type Markish } from '@observablehq/plot'
import { isDefined } from '../defined.ts'
import type { MeanCurveInput } from '../input/analysis-input.ts'
import type { Interval, ValueScale } from '../scales/scales.ts'
import type { SeriesStyle } from '../style/series-style.ts'

interface Point {
  readonly x: number
  readonly y: number
}

/**
 * Returns the marks of a curve: every draw faint, the mean's 95 % interval as a band, the mean as a line with symbols.
 */
export function curveMarks(
  sizes: readonly number[],
  curve: MeanCurveInput,
  style: SeriesStyle,
  scale: ValueScale,
  shift = 0,
): Markish[] {
  const draws = sizes.flatMap((x, i) => (curve.draws?.[i] ?? []).filter(isDefined).map((y) => ({ x, y })))
  const band = sizes.flatMap((x, i) => {
    const [mean, half] = [curve.mean[i], curve.ci95[i]]
    const ends = !isDefined(mean) || !isDefined(half) ? null : scale.span(mean - half, mean + half)
    return ends ? [{ x, y1: ends[0], y2: ends[1] }] : []
  })
  const { color } = style
  return [
    areaY(band, {
      x: 'x',
      y1: 'y1',
      y2: 'y2',
      fill: color,
      fillOpacity: 0.2,
      className: `${curve.id} interval`,
    }),
    dot(draws, {
      x: 'x',
      y: ({ y }: Point) => scale.place(y),
      dx: shift,
      r: 1.3,
      fill: color,
      fillOpacity: 0.25,
      className: `${curve.id} draws`,
    }),
    ...meanMarks(meanPoints(sizes, curve), style, scale, curve.id),
  ]
}

/** Returns a line through means with a symbol at each. */
export function meanMarks(
  points: readonly Point[],
  style: SeriesStyle,
  scale: ValueScale,
  label: string,
): Markish[] {
  const at = { x: 'x', y: ({ y }: Point) => scale.place(y) }
  const { color, symbol, dash } = style
  return [
    line(points, {
      ...at,
      stroke: color,
      strokeWidth: 1.8,
      strokeDasharray: dash,
      className: `${label} line`,
    }),
    dot(points, {
      ...at,
      symbol,
      r: 4,
      fill: color,
      stroke: 'white',
      strokeWidth: 0.8,
      className: `${label} means`,
    }),
  ]
}

/** Returns the points of a curve's mean, without undefined ones. */
export function meanPoints(sizes: readonly number[], { mean }: MeanCurveInput): Point[] {
  return sizes.flatMap((x, i) => {
    const y = mean[i]
    return isDefined(y) ? [{ x, y }] : []
  })
}

/** Returns the ends of a curve's bands. */
export function shownIntervals(curve: MeanCurveInput): Interval[] {
  return curve.mean.flatMap((mean, i) => {
    const half = curve.ci95[i]
    return isDefined(mean) && isDefined(half) ? [[mean - half, mean + half] as const] : []
  })
}

/** Returns every value that a curve shows. */
export function shownValues({ draws = [], mean }: MeanCurveInput): number[] {
  return [...draws.flat(), ...mean].filter(isDefined)
}

interface Bar {
  readonly x: number
  readonly low: number
  readonly high: number
}

/** Returns intervals as bars, with an arrow head where one continues below the axis. */
export function intervalBars(
  bars: readonly Bar[],
  color: string,
  label: string,
  scale: ValueScale,
): Markish[] {
  const shown = bars.flatMap(({ x, low, high }) => {
    const ends = scale.span(low, high)
    return ends ? [{ x, low: ends[0], high: ends[1] }] : []
  })
  const cuts = bars.flatMap(({ x, low, high }) => {
    const y = scale.cut(low, high)
    return y === undefined ? [] : [{ x, y }]
  })
  // The far end of a reversed axis is its upper one.
  const rotate = scale.options.reverse ? 0 : 180
  return [
    link(shown, {
      x: 'x',
      y1: 'low',
      y2: 'high',
      stroke: color,
      strokeWidth: 1.2,
      className: `${label} interval`,
    }),
    dot(cuts, { x: 'x', y: 'y', symbol: 'triangle', rotate, r: 3, fill: color, className: `${label} cut` }),
  ]
}
