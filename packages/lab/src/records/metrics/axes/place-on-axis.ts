import type { Lab } from '../../../platform/lab/lab.ts'
import type { Axis } from './axis.ts'
import type { MetricSeries } from '../find-series.ts'
import type { PointColumns } from '../metric-points.ts'
import { selectAtSteps } from './select-at-steps.ts'

interface PlaceRequest {
  readonly series: MetricSeries
  readonly points: Pick<PointColumns, 'steps' | 'values'>
  readonly axis: Axis
  /** Series of the metric of the axis; undefined for another axis, or if the run lacks the metric. */
  readonly along?: MetricSeries
  /** All series of the run. */
  readonly siblings: readonly MetricSeries[]
}

/** Points with their places on an axis. */
export interface Placed {
  /** Places, ascending: steps, seconds since the first point of the run, milliseconds since 1970, or values of a metric. */
  readonly x: readonly number[]
  readonly values: readonly (number | null)[]
  readonly steps: readonly number[]
}

/** Places points on their axes, in few statements. Leaves out points without a time, or without a finite value of the metric. */
export async function placeOnAxis(lab: Lab, requests: readonly PlaceRequest[]): Promise<Placed[]> {
  const lookUp = async (column: 'value' | 'time', isIt: (axis: Axis) => boolean) => {
    const wanted = requests.map(({ series, points, axis, along }) => ({
      seriesId: column === 'time' ? series.id : (along?.id ?? 0),
      steps: isIt(axis) ? points.steps : [],
    }))
    return wanted.some(({ steps }) => steps.length > 0) ? selectAtSteps(lab, wanted, column) : []
  }
  const times = await lookUp('time', (axis) => axis === 'relativeTime' || axis === 'wallTime')
  const metrics = await lookUp('value', (axis) => axis === 'metric')
  return requests.map(({ points, axis, siblings }, i) => {
    if (axis === 'step') return { x: points.steps, values: points.values, steps: points.steps }
    if (axis === 'metric') return order(points, metrics[i] ?? [])
    if (axis === 'wallTime') return order(points, times[i] ?? [])
    const begin = Math.min(...siblings.map(({ firstTime }) => firstTime ?? Infinity))
    return order(
      points,
      (times[i] ?? []).map((time) => (time === null ? null : (time - begin) / 1_000)),
    )
  })
}

function order(
  { steps, values }: Pick<PointColumns, 'steps' | 'values'>,
  at: readonly (number | null)[],
): Placed {
  const places = steps.flatMap((_, i) => (typeof at[i] === 'number' ? [i] : []))
  places.sort((a, b) => at[a]! - at[b]! || steps[a] - steps[b])
  return {
    x: places.map((i) => at[i]!),
    values: places.map((i) => values[i]),
    steps: places.map((i) => steps[i]),
  }
}
