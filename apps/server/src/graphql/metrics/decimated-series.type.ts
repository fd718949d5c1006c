import type { BucketSum, DecimatedSeries as DecimatedRecord } from '@mitoscope/lab'
import { Field, Float, ObjectType } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'
import { MetricPoints } from './metric-points.type.ts'

@ObjectType({ description: 'Summary of the points of a series within a range of consecutive steps.' })
export class MetricBucket {
  @Field(() => SafeInt, { description: 'First step of the bucket.' })
  readonly fromStep!: number
  @Field(() => SafeInt, { description: 'Last step of the bucket.' })
  readonly toStep!: number
  @Field(() => SafeInt, { description: 'Number of points in the bucket.' })
  readonly count!: number
  @Field(() => SafeInt, { description: 'Number of points in the bucket whose value is not finite.' })
  readonly notFinite!: number
  @Field(() => Float, { nullable: true, description: 'Lowest finite value; null if there is none.' })
  readonly min!: number | null
  @Field(() => SafeInt, {
    nullable: true,
    description: 'First step with the lowest finite value; null if there is none.',
  })
  readonly minStep!: number | null
  @Field(() => Float, { nullable: true, description: 'Highest finite value; null if there is none.' })
  readonly max!: number | null
  @Field(() => SafeInt, {
    nullable: true,
    description: 'First step with the highest finite value; null if there is none.',
  })
  readonly maxStep!: number | null
}

@ObjectType({
  description:
    'Points of a series for a chart: all points if they fit the limit, else the minimum and maximum of each bucket, ordered by step.',
})
export class DecimatedSeries extends MetricPoints {
  @Field(() => Boolean, { description: 'True if points were left out.' })
  readonly decimated!: boolean
  @Field(() => SafeInt, { description: 'Number of steps per bucket; 1 if all points are included.' })
  readonly bucketSteps!: number
  @Field(() => [MetricBucket], {
    description:
      'Buckets that contain points, ascending; empty if all points are included. The first and last bucket may extend beyond the requested range.',
  })
  readonly buckets!: readonly MetricBucket[]
  /** Series of the points, by which their times are found. */
  readonly seriesId!: number
}

export function toDecimated({ buckets, ...record }: DecimatedRecord, seriesId: number): DecimatedSeries {
  return { ...record, seriesId, buckets: buckets.map((bucket) => toBucket(bucket, record.bucketSteps)) }
}

function toBucket({ bucket, points, ...rest }: BucketSum, size: number): MetricBucket {
  const toStep = Math.min((bucket + 1) * size - 1, Number.MAX_SAFE_INTEGER)
  return { ...rest, count: points, fromStep: bucket * size, toStep }
}
