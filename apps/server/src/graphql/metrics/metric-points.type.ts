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

@ObjectType({ description: 'Page of the points of a series, exactly as they were logged.' })
export class MetricPointsPage extends MetricPoints {
  @Field(() => Boolean, {
    description: 'True if more points follow; pass the last step as `after` to read them.',
  })
  readonly hasNextPage!: boolean
}

@ObjectType({ description: 'Points that were logged to one series.' })
export class LoggedPoints extends MetricPoints {
  @Field(() => String, { description: 'Name of the metric.' })
  readonly name!: string
}
