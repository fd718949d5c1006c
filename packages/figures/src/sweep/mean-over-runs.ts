import { isDefined } from '../defined.ts'
import type { MeanCurveInput } from '../input/curve-input.ts'
import type { RunInput } from '../input/sweep-input.ts'
import { standardDeviation } from './standard-deviation.ts'

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
