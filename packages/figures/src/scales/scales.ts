import { formatComplement, formatNumber, formatTick } from '@mitoscope/analysis/format'
import { ruleY, rectY, type Markish, type ScaleOptions } from '@observablehq/plot'
import { GREY, STRIP } from '../style/palette.ts'
import { linearTicks, logTicks, ticksThatFit } from './ticks.ts'

/** An axis of values, and the coordinates on it. */
export interface ValueScale {
  /** Returns the coordinate of a value on the axis. */
  readonly place: (value: number) => number
  /** Returns the coordinates of an interval's ends, cut to the axis; null if the interval lies below the axis. */
  readonly span: (low: number, high: number) => readonly [number, number] | null
  /** Returns the lower end of the axis if a drawn interval continues below it, else undefined. */
  readonly cut: (low: number, high: number) => number | undefined
  readonly options: ScaleOptions
  /** Marks behind the data. */
  readonly backdrop: readonly Markish[]
}

export interface ValueScaleOptions {
  readonly label: string
  /** Show the distance to 1 on a reversed axis, labelled by the value itself; for R². */
  readonly complement?: boolean
  /** Largest value that counts as zero; the default is 0. */
  readonly resolution?: number
  /** Label of the row of zeros; the default is "0", or "1" for a complement. */
  readonly zero?: string
  /** Intervals that are drawn. The axis includes their ends unless these are not positive, or below a tenth of the smallest value. */
  readonly intervals?: readonly Interval[]
}

export type Interval = readonly [low: number, high: number]

/** Share of the smallest value below which ends of intervals are cut: the logarithm of almost 0 would stretch the axis. */
const SHOWN_SHARE = 0.1

/**
 * Returns a logarithmic axis for the values. Where some count as zero, they have a shaded row of their own below the
 * smallest value.
 */
export function valueScale(values: readonly number[], options: ValueScaleOptions): ValueScale {
  const { label, complement = false, resolution = 0, zero = complement ? '1' : '0', intervals = [] } = options
  const distance = (value: number) => (complement ? 1 - value : value)
  const distances = values.map(distance)
  const positive = distances.filter((value) => value > resolution)
  const ends = intervals.map(([from, to]) => sorted(distance(from), distance(to)))
  const least = positive.reduce((smallest, value) => Math.min(smallest, value), Infinity)
  const isShown = (end: number) => end > resolution && end >= least * SHOWN_SHARE
  const [low, high] = padded([...positive, ...ends.flat().filter(isShown)])
  const hasZero = positive.length < distances.length
  // Coordinates below the smallest value, by shares of the range of the axis.
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

/** Returns a linear axis from `low` to `high`. */
export function plainScale(low: number, high: number, label: string): ValueScale {
  return {
    place: (value) => value,
    span: (from, to) => [Math.max(from, low), Math.min(to, high)],
    cut: (from, to) => (from < low && to > low ? low : undefined),
    options: {
      type: 'linear',
      label,
      domain: [low, high],
      ticks: linearTicks(low, high),
      tickFormat: formatTick,
    },
    backdrop: [],
  }
}

/** Returns a linear axis that includes zero and marks it, for quantities that can be negative. */
export function linearScale(values: readonly number[], label: string): ValueScale {
  const [low, high] = values.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [0, 0],
  )
  const room = (high - low || 1) * 0.05
  return {
    ...plainScale(low - room, high + room, label),
    backdrop: [ruleY([0], { stroke: GREY, strokeWidth: 0.5, className: 'zero' })],
  }
}

/** Returns a linear axis over the range of the values with a margin of 4 %; it need not include zero. */
export function rangeScale(values: readonly number[], label: string): ValueScale {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (!(low <= high)) [low, high] = [0, 1]
  const room = (high - low || Math.abs(high) || 1) * 0.04
  return plainScale(low - room, high + room, label)
}

/**
 * Returns a logarithmic axis of sizes with ticks at those whose labels fit in `pixels`. Clamped, because an interval may
 * reach beyond the sizes.
 */
export function sizeScale(sizes: readonly number[], label: string, pixels: number): ScaleOptions {
  const sorted = [...new Set(sizes)].sort((a, b) => a - b)
  const [smallest, largest] = [sorted[0] ?? 1, sorted.at(-1) ?? 1]
  const room = largest / smallest < 1.5 ? 2 : (largest / smallest) ** 0.04
  const domain = [smallest / room, largest * room]
  const position = (size: number) => (Math.log(size / domain[0]) / Math.log(domain[1] / domain[0])) * pixels
  const ticks = ticksThatFit(sorted, position)
  return { type: 'log', label, domain, ticks, tickFormat: formatNumber, clamp: true }
}

/** Returns a square-root axis of epochs from 0, which spreads the first ones, with ticks at those whose labels fit in `pixels`. */
export function epochScale(epochs: readonly number[], label: string, pixels: number): ScaleOptions {
  const sorted = [...new Set(epochs)].sort((a, b) => a - b)
  const last = Math.max(1, sorted.at(-1) ?? 1)
  const domain = [0, last * 1.05]
  const position = (epoch: number) => Math.sqrt(epoch / domain[1]) * pixels
  const ticks = ticksThatFit(sorted, position)
  return { type: 'sqrt', label, domain, ticks, tickFormat: formatNumber, clamp: true }
}

function sorted(a: number, b: number): Interval {
  return a < b ? [a, b] : [b, a]
}

/** Range of the values with a margin; never empty. */
function padded(values: readonly number[]): [number, number] {
  if (values.length === 0) return [1e-3, 1]
  let [low, high] = [Infinity, 0]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  // In decades, because the ratio itself may exceed the largest double.
  const decades = Math.log10(high) - Math.log10(low)
  const room = 10 ** (decades < 0.2 ? 0.2 : 0.05 * decades)
  return [low / room, high * room]
}
