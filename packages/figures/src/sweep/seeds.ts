import { dot, type Markish } from '@observablehq/plot'
import { isDefined } from '../defined.ts'
import type { MeanCurveInput } from '../input/analysis-input.ts'
import type { RunInput } from '../input/sweep-input.ts'
import type { SeriesStyle } from '../style/series-style.ts'

/** A mean over runs and their standard deviation, which is null for a single run. */
export interface MeanPoint {
  readonly x: number
  readonly y: number
  readonly std: number | null
  readonly runs: number
}

/** Returns the mean over runs of a curve's means, at each size that any of them has. */
export function meanOverRuns(
  runs: readonly RunInput[],
  curveOf: (run: RunInput) => MeanCurveInput,
): MeanPoint[] {
  const values = new Map<number, number[]>()
  for (const run of runs) {
    const { mean } = curveOf(run)
    run.sizes.forEach((size, i) => {
      const value = mean[i]
      if (isDefined(value)) values.set(size, [...(values.get(size) ?? []), value])
    })
  }
  return [...values]
    .sort(([a], [b]) => a - b)
    .map(([x, list]) => {
      const y = list.reduce((sum, value) => sum + value, 0) / list.length
      return { x, y, std: standardDeviation(list), runs: list.length }
    })
}

/** Returns the standard deviation of a sample; null for fewer than two values. */
export function standardDeviation(values: readonly number[]): number | null {
  if (values.length < 2) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}

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
