import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, ID, InputType, Int } from 'type-graphql'
import { createIdInput } from '../mutation-types.ts'
import { siteOfRun } from '../representations/site-choice.ts'
import { SafeInt } from '../safe-int.ts'

@InputType({
  description: 'Measure to compute, with its options: on a representation, or between two of them.',
})
export class MeasureInput {
  @Field(() => String, { description: 'Name of the measure.' })
  readonly measure!: string
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Options of the measure by name; omitted options have their defaults.',
  })
  readonly options?: Record<string, unknown> | null
  @Field(() => SafeInt, {
    nullable: true,
    description:
      'Seed of the random draws, an integer from 0 to 2^53 − 1; default 0. Comparisons draw nothing and reject it.',
  })
  readonly seed?: number | null
  @Field(() => [Int], {
    nullable: true,
    description:
      'Chunk sizes in addition to the halvings of the width, from 1 to the width; for runs that are still to be trained, sizes above a width are left out. Comparisons reject them.',
  })
  readonly sizes?: number[] | null
}

@InputType({
  description: 'Measure to compute on one representation: exactly one of representationId and runId.',
})
export class StartAnalysisInput extends MeasureInput {
  @Field(() => ID, { nullable: true, description: 'Global ID of the representation.' })
  readonly representationId?: string | null
  @Field(() => ID, {
    nullable: true,
    description: 'Global ID of a training run, whose latest representation is used.',
  })
  readonly runId?: string | null
  @Field(() => String, siteOfRun)
  readonly site?: string | null
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'True computes the analysis again even if a result is stored.',
  })
  readonly recompute!: boolean
  @Field(() => Int, {
    nullable: true,
    description:
      'Priority of the job; a higher value starts sooner. Default 0; training jobs have negative priorities.',
  })
  readonly priority?: number | null
}

@InputType({ description: 'Measures to compute on the latest representation of each of several runs.' })
export class StartAnalysesInput {
  @Field(() => [ID], {
    description:
      'Global IDs of the training runs; a run without a representation is an error. At most 2,000 analyses (runs × measures) are accepted.',
  })
  readonly runIds!: string[]
  @Field(() => [MeasureInput], { description: 'Measures to compute for each run.' })
  readonly analyses!: MeasureInput[]
  @Field(() => String, siteOfRun)
  readonly site?: string | null
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'True computes again what already has a result.',
  })
  readonly recompute!: boolean
  @Field(() => Int, {
    nullable: true,
    description:
      'Priority of the jobs; a higher value starts sooner. Default 0; training jobs have negative priorities.',
  })
  readonly priority?: number | null
}

export const RetryAnalysisInput = createIdInput('RetryAnalysis', 'analysis')

export const DeleteAnalysisInput = createIdInput('DeleteAnalysis', 'analysis')

export const RestoreAnalysisInput = createIdInput('RestoreAnalysis', 'analysis')
