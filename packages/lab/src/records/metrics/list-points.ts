import type { Lab } from '../../platform/lab/lab.ts'
import type { MetricSeries } from './find-series.ts'
import type { PointColumns } from './metric-points.ts'
import { selectPointColumns } from './select-columns.ts'
import { clampCount, clampRange, type StepRange } from './series-request.ts'

export interface PointsRequest extends StepRange {
  readonly series: Pick<MetricSeries, 'id' | 'points'>
  /** Page size: 1,000 by default, 10,000 at most. */
  readonly first?: number | null
  /** Step after which the page begins. */
  readonly after?: number | null
  /** True to read the times too. */
  readonly withTimes?: boolean
}

export interface PointsPage extends PointColumns {
  readonly hasNextPage: boolean
}

/** Lists pages of points, exactly as logged, of several series. */
export async function listPoints(lab: Lab, requests: readonly PointsRequest[]): Promise<PointsPage[]> {
  const sizes = requests.map(({ first }) => clampCount(first, 1_000, 0, 10_000))
  const columns = await selectPointColumns(
    lab.db,
    requests.map(({ series, after, ...range }, i) => {
      const { from, to } = clampRange(range)
      const begin = after === null || after === undefined ? from : Math.max(from, Math.floor(after) + 1)
      return {
        seriesId: series.id,
        from: Math.min(begin, Number.MAX_SAFE_INTEGER),
        to,
        limit: sizes[i] + 1,
        seriesRows: series.points,
      }
    }),
    requests.some(({ withTimes }) => withTimes),
  )
  return columns.map(([steps, values, times], i) => ({
    steps: (steps as number[]).slice(0, sizes[i]),
    values: values.slice(0, sizes[i]),
    ...(times && { times: times.slice(0, sizes[i]) }),
    hasNextPage: steps.length > sizes[i],
  }))
}
