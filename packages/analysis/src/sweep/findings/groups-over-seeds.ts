import type { Scalar } from '../../results/shapes.ts'
import { around } from '../../statistics/interval.ts'
import { summarize } from '../../statistics/summarize.ts'
import type { RunAnalysis } from '../sweep-report.ts'

/** Mean over seeds with its 95 % interval. */
export function overSeeds(values: readonly (number | null)[]): Pick<Scalar, 'value' | 'low' | 'high'> {
  const { mean, ci95 } = summarize(values)
  return { value: mean, ...around(mean, ci95) }
}

/** Groups of runs of one width: mean over seeds; of a single run, with the interval of its w* over draws. */
export function groupsOverSeeds(
  runs: readonly Pick<RunAnalysis, 'groups' | 'width' | 'low' | 'high'>[],
): Pick<Scalar, 'value' | 'low' | 'high'> {
  if (runs.length !== 1) return overSeeds(runs.map(({ groups }) => groups))
  const [{ groups, width, low, high }] = runs
  return { value: groups, low: high && width / high, high: low && width / low }
}
