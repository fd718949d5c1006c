import { dot, type Markish } from '@observablehq/plot'
import type { SeriesStyle } from '../style/series-style.ts'

/** Pixels between the mean and the seeds of the first series, and between those of adjacent series. */
const BESIDE = 8
const FURTHER = 3

/** Returns single seeds as small open symbols beside their mean. */
export function seedMarks(
  seeds: readonly { readonly x: number; readonly y: number }[],
  { color, symbol }: SeriesStyle,
  label: string,
  index = 0,
): Markish {
  const look = { symbol, r: 2.4, fill: 'white', stroke: color, strokeWidth: 0.9 }
  return dot(seeds, { x: 'x', y: 'y', dx: seedShift(index), ...look, className: `${label} seeds` })
}

/** Returns the distance of seeds from their mean in pixels. */
export function seedShift(index: number): number {
  return BESIDE + FURTHER * index
}
