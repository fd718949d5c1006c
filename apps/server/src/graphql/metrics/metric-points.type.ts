import { Field, Float, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Points of a series as columns.' })
export class MetricPoints {
  @Field(() => [Float], { description: 'Steps, ascending.' })
  readonly steps!: readonly number[]
  @Field(() => [Float], { nullable: 'items', description: 'A value per step; null where it is not finite.' })
  readonly values!: readonly (number | null)[]
}

@ObjectType({ description: 'A page of a series, exactly as it was logged.' })
export class MetricPointsPage extends MetricPoints {
  @Field(() => Boolean, { description: 'Whether there is more: give the last step as after.' })
  readonly hasNextPage!: boolean
}

@ObjectType({ description: 'Points logged to one series.' })
export class LoggedPoints extends MetricPoints {
  @Field(() => String, { description: 'Of the metric.' })
  readonly name!: string
}
