import { Field, Float, Int, ObjectType } from 'type-graphql'

/** Curves go through as the lab has them. */
@ObjectType({ description: 'One quantity against chunk size, over draws or runs: an entry per size.' })
export class Curve {
  @Field(() => String, { description: 'Its name among the curves, as "testError".' })
  readonly id!: string
  @Field(() => String, { description: 'For people.' })
  readonly label!: string
  @Field(() => [Float], { nullable: 'items', description: 'Mean; null where there is nothing.' })
  readonly mean!: readonly (number | null)[]
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Sample standard deviation; null with fewer than two values.',
  })
  readonly std!: readonly (number | null)[]
  @Field(() => [Float], { nullable: 'items', description: 'Standard error of the mean.' })
  readonly sem!: readonly (number | null)[]
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Half width of the 95 % confidence interval of the mean, by Student’s t.',
  })
  readonly ci95!: readonly (number | null)[]
  @Field(() => [Int], { description: 'How many values the mean is over.' })
  readonly n!: readonly number[]
}

@ObjectType({ description: 'A line to hold curves against: a trivial or statistical floor.' })
export class Floor {
  @Field(() => String, { description: 'Its name among the floors.' })
  readonly id!: string
  @Field(() => String, { description: 'For people.' })
  readonly label!: string
  @Field(() => [Float], { nullable: 'items', description: 'A value per size.' })
  readonly values!: readonly (number | null)[]
}

@ObjectType({ description: 'One number with its 95 % interval; nulls where they are not defined.' })
export class ResultScalar {
  @Field(() => String, { description: 'Its name, as "criticalSize".' })
  readonly id!: string
  @Field(() => String, { description: 'For people.' })
  readonly label!: string
  @Field(() => Float, { nullable: true, description: 'The number.' })
  readonly value!: number | null
  @Field(() => Float, { nullable: true, description: 'Lower end of the interval.' })
  readonly low!: number | null
  @Field(() => Float, { nullable: true, description: 'Upper end of the interval.' })
  readonly high!: number | null
}
