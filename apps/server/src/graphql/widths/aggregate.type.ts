import { Field, Float, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Mean and spread of one number over runs, as those that differ by their seeds.' })
export class Aggregate {
  @Field(() => Int, { description: 'Number of runs that the mean is over.' })
  readonly n!: number
  @Field(() => Float, { nullable: true, description: 'Mean; null where no run has the number.' })
  readonly mean!: number | null
  @Field(() => Float, { nullable: true, description: 'Sample standard deviation; null with fewer than two.' })
  readonly std!: number | null
  @Field(() => Float, { nullable: true, description: 'Standard error of the mean.' })
  readonly sem!: number | null
  @Field(() => Float, {
    nullable: true,
    description: 'Half width of the 95 % confidence interval of the mean, by Student’s t.',
  })
  readonly ci95!: number | null
  @Field(() => Float, { nullable: true, description: 'The lowest.' })
  readonly min!: number | null
  @Field(() => Float, { nullable: true, description: 'The highest.' })
  readonly max!: number | null

  /** Ids of the records. */
  readonly divergedRuns!: readonly string[]
}
