import type { Lab } from '../../platform/lab/lab.ts'
import { mergeBuckets, planBuckets, type BucketSum } from './buckets.ts'
import type { MetricSeries } from './find-series.ts'
import type { PointColumns } from './metric-points.ts'
import { takeTurn } from '../../platform/turns/take-turn.ts'
import { selectBucketColumns, selectPointColumns } from './select-columns.ts'
import { clampCount, clipRange, type StepRange } from './series-request.ts'

export interface DecimateRequest extends StepRange {
  readonly series: Pick<MetricSeries, 'id' | 'points' | 'firstStep' | 'lastStep'>
  /** Largest number of points: 1,000 by default, 4 to 10,000. */
  readonly points?: number | null
}

/** Points for drawing: all points, or, if they are too many, the minimum and maximum of every bucket. */
export interface DecimatedSeries extends PointColumns {
  readonly decimated: boolean
  /** Consecutive steps per bucket; 1 if every point is included. */
  readonly bucketSteps: number
  /** Buckets; none if every point is included. */
  readonly buckets: readonly BucketSum[]
}

/** Series that are assembled between two turns. */
const seriesAtOnce = 16

const none: DecimatedSeries = { decimated: false, bucketSteps: 1, buckets: [], steps: [], values: [] }

/**
 * Reduces several series to a number of points each. Buckets are complete: at the ends of a range they extend
 * beyond it.
 */
export async function decimateSeries(
  lab: Lab,
  requests: readonly DecimateRequest[],
): Promise<DecimatedSeries[]> {
  const plans = requests.map((request) => {
    const limit = clampCount(request.points, 1_000, 4, 10_000)
    const range = clipRange(request.series, request)
    const { firstStep, lastStep, points } = request.series
    const whole = range?.from === firstStep && range?.to === lastStep
    // How many points a part of a series has is not known: they are asked for, and one more.
    return { id: request.series.id, limit, range, points, fits: whole ? points <= limit : undefined }
  })
  const results = plans.map((): DecimatedSeries | undefined => undefined)
  const raw = [...plans.entries()].filter(([, { range, fits }]) => range && fits !== false)
  const columns = await selectPointColumns(
    lab.db,
    raw.map(([, { id, range, limit, points }]) => ({
      seriesId: id,
      ...range!,
      limit: limit + 1,
      seriesRows: points,
    })),
  )
  for (const [i, [steps, values]] of columns.entries()) {
    const [place, { limit }] = raw[i]
    if (steps.length <= limit) results[place] = { ...none, steps: steps as number[], values }
  }
  const cut = [...plans.entries()].filter(([place, { range }]) => range && !results[place])
  const buckets = cut.map(([, { range, limit }]) => planBuckets(range!, Math.floor(limit / 2)))
  const sums = await selectBucketColumns(
    lab.db,
    buckets.map((plan, i) => ({
      seriesId: cut[i][1].id,
      ...plan,
      limit: Number.MAX_SAFE_INTEGER,
      seriesRows: cut[i][1].points,
    })),
  )
  for (const [i, [place]] of cut.entries()) {
    if (i % seriesAtOnce === seriesAtOnce - 1) await takeTurn()
    results[place] = toExtremes(buckets[i].size, mergeBuckets(sums[i], buckets[i].merge))
  }
  return results.map((result) => result ?? none)
}

function toExtremes(bucketSteps: number, buckets: readonly BucketSum[]): DecimatedSeries {
  const steps: number[] = []
  const values: number[] = []
  for (const { min, minStep, max, maxStep } of buckets) {
    if (min === null || max === null) continue
    const ends: [number, number][] = [
      [minStep!, min],
      [maxStep!, max],
    ]
    if (minStep === maxStep) ends.pop()
    else if (minStep! > maxStep!) ends.reverse()
    for (const [step, value] of ends) {
      steps.push(step)
      values.push(value)
    }
  }
  return { decimated: true, bucketSteps, buckets, steps, values }
}
