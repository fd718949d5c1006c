import { RunOverAxisDocument, type RunOverAxisQuery } from '@mitoscope/schema/documents'
import { useEffect } from 'react'
import { useQuery } from 'urql'
import { useThrottled } from '../api/live.ts'
import { parseAxis } from '../figures/axis.ts'
import type { Run } from './run.ts'

/** Points of a metric over another axis than the step. */
export type OverAxis = NonNullable<RunOverAxisQuery['run']>['metrics'][number]['over']

/** Milliseconds between two fetches while the run logs. */
const fetchIntervalMs = 2_000

/**
 * Returns the metrics of a run over the axis of the address, by name, without those over their step. Fetches them again as points
 * arrive.
 */
export function useOverAxis(
  { id, metrics }: Pick<Run, 'id' | 'metrics'>,
  x: string,
): ReadonlyMap<string, OverAxis> {
  const chosen = parseAxis(x)
  const isNeeded = chosen ? chosen.axis !== 'STEP' : metrics.some(({ stepMetric }) => stepMetric !== null)
  const [{ data }, ask] = useQuery({
    query: RunOverAxisDocument,
    variables: { id, axis: chosen?.axis, axisMetric: chosen?.axisMetric },
    pause: !isNeeded,
  })
  const askAgain = useThrottled(() => ask({ requestPolicy: 'network-only' }), fetchIntervalMs)
  const points = metrics.reduce((sum, series) => sum + series.points, 0)
  useEffect(() => {
    if (isNeeded && data) askAgain()
    // New points alone are a reason to ask again.
  }, [points])
  const run = isNeeded && data?.run?.id === id ? data.run : undefined
  const over = run?.metrics.filter((series) => series.over.axis !== 'STEP') ?? []
  return new Map(over.map((series) => [series.name, series.over]))
}
