import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, ID, InputType, Int } from 'type-graphql'

@InputType({ description: 'By what to compare.' })
class ComparisonRequestInput {
  @Field(() => String, { description: 'Name of a measure of the catalogue: see comparisonMeasures.' })
  readonly measure!: string
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Its options by name; those left out have their defaults.',
  })
  readonly options?: Record<string, unknown> | null
}

@InputType({ description: 'Representations of which all pairs are to be compared.' })
export class StartPairComparisonsInput {
  @Field(() => [ID], {
    description:
      '2 to 30 representations of one project, of the same inputs in the same order: layers, widths, seeds or epochs.',
  })
  readonly representationIds!: string[]
  @Field(() => [ComparisonRequestInput], { description: 'By what: one measure or several.' })
  readonly measures!: ComparisonRequestInput[]
  @Field(() => Int, { nullable: true, description: 'Of the jobs; higher is sooner.' })
  readonly priority?: number | null
}

@InputType({ description: 'A comparison to delete.' })
export class DeletePairComparisonInput {
  @Field(() => ID, { description: 'The comparison.' })
  readonly id!: string
}

@InputType({ description: 'A comparison to bring back.' })
export class RestorePairComparisonInput {
  @Field(() => ID, { description: 'The comparison.' })
  readonly id!: string
}
