import { Field, Float, Int, ObjectType } from 'type-graphql'

/** Curve in the form in which the lab stores it; it is passed on unchanged. */
@ObjectType({
  description: 'One quantity against chunk size: statistics over draws or runs, with one entry per size.',
})
export class Curve {
  @Field(() => String, { name: 'name', description: 'Name of the curve, for example "testError".' })
  readonly id!: string
  @Field(() => String, { name: 'title', description: 'Human-readable title of the curve.' })
  readonly label!: string
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Mean at each size; null if no value is defined there.',
  })
  readonly mean!: readonly (number | null)[]
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Sample standard deviation at each size; null with fewer than two values.',
  })
  readonly std!: readonly (number | null)[]
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Standard error of the mean at each size; null with fewer than two values.',
  })
  readonly sem!: readonly (number | null)[]
  @Field(() => [Float], {
    nullable: 'items',
    description:
      'Half width of the 95 % confidence interval of the mean (Student’s t) at each size; null with fewer than two values.',
  })
  readonly ci95!: readonly (number | null)[]
  @Field(() => [Int], { description: 'Number of values behind the mean at each size.' })
  readonly n!: readonly number[]
}

@ObjectType({ description: 'Reference line for curves: the value that is reached trivially or by chance.' })
export class Floor {
  @Field(() => String, { name: 'name', description: 'Name of the floor in the result.' })
  readonly id!: string
  @Field(() => String, { name: 'title', description: 'Human-readable title of the floor.' })
  readonly label!: string
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Value at each chunk size; null if it is not defined there.',
  })
  readonly values!: readonly (number | null)[]
}

@ObjectType({ description: 'Number with its 95 % confidence interval.' })
export class ResultScalar {
  @Field(() => String, { name: 'name', description: 'Name of the number, for example "criticalSize".' })
  readonly id!: string
  @Field(() => String, { name: 'title', description: 'Human-readable title of the number.' })
  readonly label!: string
  @Field(() => Float, {
    nullable: true,
    description: 'Value of the number; null if it is not defined. A warning of the result gives the reason.',
  })
  readonly value!: number | null
  @Field(() => Float, {
    nullable: true,
    description: 'Lower end of the 95 % confidence interval; null if there is none.',
  })
  readonly low!: number | null
  @Field(() => Float, {
    nullable: true,
    description: 'Upper end of the 95 % confidence interval; null if there is none.',
  })
  readonly high!: number | null
}
