import { formatComplement, formatNumber } from '@mitoscope/analysis/format'
import { ruleY, rectY, type Markish, type ScaleOptions } from '@observablehq/plot'
import { GREY, STRIP } from '../style/palette.ts'
import { logTicks } from './log-ticks.ts'

/** A logarithmic axis that also shows zero: in a shaded row of its own beyond the smallest value. */
export interface ValueScale {
  /** Coordinate of a value on the axis. */
  readonly place: (value: number) => number
  /** Coordinates of an interval's ends, kept within the axis; null where the interval lies in the row of zeros. */
  readonly span: (low: number, high: number) => readonly [number, number] | null
  /** Coordinate of the lower end of the axis where an interval that is drawn goes on below it; undefined elsewhere. */
  readonly cut: (low: number, high: number) => number | undefined
  readonly options: ScaleOptions
  /** What lies behind the data. */
  readonly backdrop: readonly Markish[]
}

export interface ValueScaleOptions {
  readonly label: string
  /** Show the distance to 1, upwards, labelled by the value itself: for R². */
  readonly complement?: boolean
  /** Values up to this count as zero. */
  readonly resolution?: number
  /** What the row of zeros is called. */
  readonly zero?: string
  /** Ends of intervals that are drawn; the axis reaches them where a logarithm has a place for them. */
  readonly intervals?: readonly Interval[]
}

export type Interval = readonly [low: number, high: number]

/** Below a share of the smallest value, the lower ends of intervals are cut: a logarithm of almost 0 blows an axis up. */
const leastShare = 0.1

/** The axis for these values. */
export function valueScale(values: readonly number[], options: ValueScaleOptions): ValueScale {
  const { label, complement = false, resolution = 0, zero = complement ? '1' : '0', intervals = [] } = options
  const distance = (value: number) => (complement ? 1 - value : value)
  const distances = values.map(distance)
  const positive = distances.filter((value) => value > resolution)
  const ends = intervals.map(([from, to]) => sorted(distance(from), distance(to)))
  const least = positive.reduce((smallest, value) => Math.min(smallest, value), Infinity)
  const isShown = (end: number) => end > resolution && end >= least * leastShare
  const [low, high] = padded([...positive, ...ends.flat().filter(isShown)])
  const hasZero = positive.length < distances.length
  // Steps towards the row of zeros, as a share of what the axis spans.
  const decades = Math.max(1, Math.log10(high) - Math.log10(low))
  const below = (share: number) => low * 10 ** (-share * decades)
  const row = below(0.1)
  const end = below(0.17)
  const edge = below(0.03)
  const place = (value: number) => (distance(value) > resolution ? distance(value) : row)
  const ticks = logTicks(low, high)
  const format = complement ? formatComplement : formatNumber
  const domain = [hasZero ? end : low, high]
  return {
    place,
    span(from, to) {
      const [a, b] = sorted(distance(from), distance(to))
      if (b <= low) return null
      return [Math.max(a, low), Math.min(b, high)]
    },
    cut(from, to) {
      const [a, b] = sorted(distance(from), distance(to))
      return a < low && b > low ? low : undefined
    },
    options: {
      type: 'log',
      label,
      domain,
      reverse: complement,
      ticks: hasZero ? [row, ...ticks] : ticks,
      tickFormat: (tick: number) => (hasZero && tick === row ? zero : format(tick)),
    },
    backdrop: hasZero
      ? [
          rectY([0], { y1: end, y2: edge, fill: STRIP, className: 'zero-row' }),
          ruleY([edge], { stroke: GREY, strokeWidth: 0.5, strokeDasharray: '2 3' }),
        ]
      : [],
  }
}

function sorted(a: number, b: number): Interval {
  return a < b ? [a, b] : [b, a]
}

/** The range of the values with a little room, never empty. */
function padded(values: readonly number[]): [number, number] {
  if (values.length === 0) return [1e-3, 1]
  let [low, high] = [Infinity, 0]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  // In decades, because the ratio itself may be more than a double holds.
  const decades = Math.log10(high) - Math.log10(low)
  const room = 10 ** (decades < 0.2 ? 0.2 : 0.05 * decades)
  return [low / room, high * room]
}
