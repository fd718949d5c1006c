import type { Scalar } from '../../shapes/scalar.ts'
import { around } from '../../statistics/intervals.ts'
import { summarize } from '../../statistics/summarize.ts'
import type { RunAnalysis } from '../sweep-report.ts'

/** Returns the mean over seeds with its 95 % interval. */
export function overSeeds(values: readonly (number | null)[]): Pick<Scalar, 'value' | 'low' | 'high'> {
  const { mean, ci95 } = summarize(values)
  return { value: mean, ...around(mean, ci95) }
}

/**
 * Returns the number of groups of runs of one width: the mean over seeds, or for a single run its value with the
 * interval of its w* over draws.
 */
export function groupsOverSeeds(
  runs: readonly Pick<RunAnalysis, 'groups' | 'width' | 'low' | 'high'>[],
): Pick<Scalar, 'value' | 'low' | 'high'> {
  if (runs.length !== 1) return overSeeds(runs.map(({ groups }) => groups))
  const [{ groups, width, low, high }] = runs
  return { value: groups, low: high && width / high, high: low && width / low }
}
