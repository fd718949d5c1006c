import type { PointColumns } from '@mitoscope/lab'
import { Field, Float, ObjectType } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'

@ObjectType({ description: 'Points of a series as two columns of equal length.' })
export class MetricPoints {
  @Field(() => [SafeInt], { description: 'Steps of the points, ascending.' })
  readonly steps!: readonly number[]
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Value at each step; null if the value is not finite.',
  })
  readonly values!: readonly (number | null)[]
}

export const timesDescription =
  'Wall time of each point in milliseconds since 1970-01-01T00:00:00Z; null if the script sent none.'

/** Points with their times as a column. */
@ObjectType()
abstract class TimedPoints extends MetricPoints {
  @Field(() => [SafeInt], { nullable: 'items', description: timesDescription })
  readonly times!: readonly (number | null)[]
}

@ObjectType({ description: 'Page of the points of a series, exactly as they were logged.' })
export class MetricPointsPage extends TimedPoints {
  @Field(() => Boolean, {
    description: 'True if more points follow; pass the last step as `after` to read them.',
  })
  readonly hasNextPage!: boolean
}

@ObjectType({ description: 'Points that were logged to one series.' })
export class LoggedPoints extends TimedPoints {
  @Field(() => String, { description: 'Name of the metric.' })
  readonly name!: string
}

/** Returns points with their times, null where they are unknown. */
export function withTimes<T extends PointColumns>(points: T): T & Pick<TimedPoints, 'times'> {
  return { ...points, times: points.times ?? points.steps.map(() => null) }
}
