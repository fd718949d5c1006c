import type { Lab } from '../../../platform/lab/lab.ts'
import { chooseAxis, type AxisChoice, type ChosenAxis } from './axis.ts'
import { decimateSeries } from '../decimate-series.ts'
import { findBranchSeries, findSeries, type MetricSeries } from '../find-series.ts'
import type { PointColumns } from '../metric-points.ts'
import { placeOnAxis, type Placed } from './place-on-axis.ts'
import { selectAtSteps } from './select-at-steps.ts'
import { selectSharedSteps } from '../select-shared-steps.ts'
import { clampCount, clipRange, type StepRange } from '../series-request.ts'

export interface OverAxisRequest extends AxisChoice, StepRange {
  readonly series: MetricSeries
  /** Largest number of points: 1,000 by default, 4 to 10,000. */
  readonly points?: number | null
}

/** Points of a series over an axis, ordered by their place on it. */
export interface SeriesOverAxis extends ChosenAxis, Placed {
  /** True if points were left out to keep to the number. */
  readonly decimated: boolean
  /** Consecutive steps of which the extremes are there; 1 if no extremes were chosen. */
  readonly bucketSteps: number
}

type Thinned = PointColumns & Pick<SeriesOverAxis, 'decimated' | 'bucketSteps'>

/**
 * Reads series over an axis, for drawing: all their points, or, if they are too many, those that decimateSeries chooses. Over a
 * metric that has fewer points than the series, the points are chosen among its steps, since the others have no place.
 * Throws BAD_USER_INPUT for an axis that the series does not have.
 */
export async function readOverAxis(
  lab: Lab,
  requests: readonly OverAxisRequest[],
): Promise<SeriesOverAxis[]> {
  const axes = requests.map((request) => chooseAxis(request, request.series))
  const owners = requests.flatMap(({ series }, i) => (axes[i].axis === 'step' ? [] : [series.runId]))
  const siblings = await findSiblings(lab, owners)
  const along = requests.map(({ series }, i) =>
    siblings.get(series.runId)?.find(({ name }) => name === axes[i].axisMetric),
  )
  const isSparse = requests.map(({ series, points }, i) => {
    const limit = clampCount(points, 1_000, 4, 10_000)
    return along[i] !== undefined && series.points > limit && along[i].points < series.points
  })
  const dense = await decimateSeries(
    lab,
    requests.filter((_, i) => !isSparse[i]),
  )
  const thinned: Thinned[] = []
  for (const [i, request] of requests.entries())
    thinned.push(isSparse[i] ? await readAtSteps(lab, request, along[i]!) : dense.shift()!)
  const placed = await placeOnAxis(
    lab,
    requests.map(({ series }, i) => ({
      series,
      points: thinned[i],
      axis: axes[i].axis,
      along: along[i],
      siblings: siblings.get(series.runId) ?? [],
    })),
  )
  return placed.map((each, i) => {
    const { decimated, bucketSteps } = thinned[i]
    return { ...axes[i], ...each, decimated, bucketSteps }
  })
}

/** Finds all series of runs and branches, by the id of their owner. */
export async function findSiblings(
  lab: Lab,
  owners: readonly string[],
): Promise<ReadonlyMap<string, readonly MetricSeries[]>> {
  const ids = [...new Set(owners)]
  if (ids.length === 0) return new Map()
  const [ofRuns, ofBranches] = [await findSeries(lab, ids), await findBranchSeries(lab, ids)]
  return new Map(ids.map((id) => [id, [...ofRuns.get(id)!, ...ofBranches.get(id)!]]))
}

/** Reads the points of a series at the steps of another one, evenly spaced ones if they are too many. */
async function readAtSteps(
  lab: Lab,
  { series, points, ...range }: OverAxisRequest,
  along: MetricSeries,
): Promise<Thinned> {
  const clipped = clipRange(along, range)
  const limit = clampCount(points, 1_000, 4, 10_000)
  const part = clipped ? [{ row: along, range: clipped }] : []
  const { steps, thinned } = await selectSharedSteps(lab, part, limit)
  const [values] = await selectAtSteps(lab, [{ seriesId: series.id, steps }], 'value')
  return { steps, values, decimated: thinned, bucketSteps: 1 }
}
