import { isDefined } from '../defined.ts'
import type { MeanCurveInput } from '../input/curve-input.ts'
import type { RunInput } from '../input/sweep-input.ts'

/** Mean over runs of a curve's means, at each size any of them has. */
export function meanOverRuns(runs: readonly RunInput[], curveOf: (run: RunInput) => MeanCurveInput) {
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
    .map(([x, list]) => ({ x, y: list.reduce((sum, value) => sum + value, 0) / list.length }))
}
