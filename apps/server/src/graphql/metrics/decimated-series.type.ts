import type { BucketSum, DecimatedSeries as DecimatedRecord } from '@mitoscope/lab'
import { Field, Float, ObjectType } from 'type-graphql'
import { MetricPoints } from './metric-points.type.ts'

@ObjectType({ description: 'Consecutive steps of a series, summed up.' })
export class MetricBucket {
  @Field(() => Float, { description: 'The first step that it covers.' })
  readonly fromStep!: number
  @Field(() => Float, { description: 'The last step that it covers.' })
  readonly toStep!: number
  @Field(() => Float, { description: 'How many points it has.' })
  readonly count!: number
  @Field(() => Float, { description: 'How many of them are not finite.' })
  readonly notFinite!: number
  @Field(() => Float, { nullable: true, description: 'The least of the finite values.' })
  readonly min!: number | null
  @Field(() => Float, { nullable: true, description: 'The first step where it stands.' })
  readonly minStep!: number | null
  @Field(() => Float, { nullable: true, description: 'The greatest of the finite values.' })
  readonly max!: number | null
  @Field(() => Float, { nullable: true, description: 'The first step where it stands.' })
  readonly maxStep!: number | null
}

@ObjectType({
  description:
    'Points to draw: all there are where they fit; else the minimum and the maximum of every bucket, in the order of steps.',
})
export class DecimatedSeries extends MetricPoints {
  @Field(() => Boolean, { description: 'Whether these are not all points.' })
  readonly decimated!: boolean
  @Field(() => Float, { description: 'Steps that a bucket covers; 1 where all points are there.' })
  readonly bucketSteps!: number
  @Field(() => [MetricBucket], {
    description:
      'Those with points, ascending; none where all points are there. At the ends of a range they reach beyond it.',
  })
  readonly buckets!: readonly MetricBucket[]
}

export function toDecimated({ buckets, ...record }: DecimatedRecord): DecimatedSeries {
  return { ...record, buckets: buckets.map((bucket) => toBucket(bucket, record.bucketSteps)) }
}

function toBucket({ bucket, points, ...rest }: BucketSum, size: number): MetricBucket {
  return { ...rest, count: points, fromStep: bucket * size, toStep: (bucket + 1) * size - 1 }
}
