import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, ID, InputType, Int } from 'type-graphql'

@InputType({ description: 'Measure for a comparison of two representations.' })
class ComparisonRequestInput {
  @Field(() => String, { description: 'Name of a measure, listed by comparisonMeasures.' })
  readonly measure!: string
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Options of the measure by name; omitted options have their defaults.',
  })
  readonly options?: Record<string, unknown> | null
}

@InputType({ description: 'Representations of which every pair is compared.' })
export class StartPairComparisonsInput {
  @Field(() => [ID], {
    description:
      'Global IDs of 2 to 30 representations of one project, of the same inputs in the same order; layers, widths, seeds and epochs may differ.',
  })
  readonly representationIds!: string[]
  @Field(() => [ComparisonRequestInput], { description: 'Measures to compare by, from 1 to 20.' })
  readonly measures!: ComparisonRequestInput[]
  @Field(() => Int, {
    nullable: true,
    description: 'Priority of the jobs; a higher value starts sooner. Default 0.',
  })
  readonly priority?: number | null
}

@InputType({ description: 'Comparison to delete.' })
export class DeletePairComparisonInput {
  @Field(() => ID, { description: 'Global ID of the comparison.' })
  readonly id!: string
}

@InputType({ description: 'Comparison to restore.' })
export class RestorePairComparisonInput {
  @Field(() => ID, { description: 'Global ID of the comparison.' })
  readonly id!: string
}
