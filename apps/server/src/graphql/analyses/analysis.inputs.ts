import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, Float, ID, InputType, Int } from 'type-graphql'

@InputType({ description: 'What to compute of a representation.' })
export class AnalysisRequestInput {
  @Field(() => String, { description: 'Name of a measure.' })
  readonly measure!: string
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Its options by name; those left out have their defaults.',
  })
  readonly options?: Record<string, unknown> | null
  @Field(() => Float, { nullable: true, description: 'Seed of the draws, a whole number; 0 when not given.' })
  readonly seed?: number | null
  @Field(() => [Int], { nullable: true, description: 'Chunk sizes besides the halvings of the width.' })
  readonly sizes?: number[] | null
}

@InputType({ description: 'A measure on one representation.' })
export class StartAnalysisInput extends AnalysisRequestInput {
  @Field(() => ID, { nullable: true, description: 'The representation. Give this or a run.' })
  readonly representationId?: string | null
  @Field(() => ID, { nullable: true, description: 'A training run, whose last representation is taken.' })
  readonly runId?: string | null
  @Field(() => Boolean, { defaultValue: false, description: 'Compute it even if it has been answered.' })
  readonly recompute!: boolean
  @Field(() => Int, { nullable: true, description: 'Of the job; higher is sooner.' })
  readonly priority?: number | null
}

@InputType({ description: 'Several measures on the last representation of each of several runs.' })
export class StartAnalysesInput {
  @Field(() => [ID], { description: 'The training runs.' })
  readonly runIds!: string[]
  @Field(() => [AnalysisRequestInput], { description: 'What to compute of each.' })
  readonly analyses!: AnalysisRequestInput[]
  @Field(() => Boolean, { defaultValue: false, description: 'Compute even what has been answered.' })
  readonly recompute!: boolean
  @Field(() => Int, { nullable: true, description: 'Of the jobs; higher is sooner.' })
  readonly priority?: number | null
}

@InputType({ description: 'An analysis to compute once more.' })
export class RetryAnalysisInput {
  @Field(() => ID, { description: 'The analysis.' })
  readonly id!: string
}

@InputType({ description: 'An analysis to delete.' })
export class DeleteAnalysisInput {
  @Field(() => ID, { description: 'The analysis.' })
  readonly id!: string
}

@InputType({ description: 'An analysis to bring back.' })
export class RestoreAnalysisInput {
  @Field(() => ID, { description: 'The analysis.' })
  readonly id!: string
}
