import type { ListPairComparisons } from '@mitoscope/lab'
import { ArgsType, Field, ID, InputType } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import { Deleted, TextFilter } from '../filters.inputs.ts'
import { requireGiven, requireId } from '../global-id.ts'
import { WorkStateFilter } from '../jobs/job-list.args.ts'
import { PairComparison } from './pair-comparison.type.ts'

export const PairComparisonConnection = createConnection('PairComparison', () => PairComparison)

@InputType({ description: 'Which comparisons: everything given holds. {} is all of them.' })
class PairComparisonFilter {
  @Field(() => ID, { nullable: true, description: 'One of the two is of this training run.' })
  readonly runId?: string | null
  @Field(() => ID, { nullable: true, description: 'One of the two is this representation.' })
  readonly representationId?: string | null
  @Field(() => [ID], { nullable: true, description: 'Both are of these training runs.' })
  readonly betweenRunIds?: string[] | null
  @Field(() => [ID], { nullable: true, description: 'Both are among these representations.' })
  readonly betweenRepresentationIds?: string[] | null
  @Field(() => TextFilter, { nullable: true, description: 'The name of its measure.' })
  readonly measure?: TextFilter | null
  @Field(() => WorkStateFilter, { nullable: true, description: 'How far it is.' })
  readonly state?: WorkStateFilter | null
}

@ArgsType()
export class PairComparisonListArgs extends PageArgs {
  @Field(() => PairComparisonFilter, { nullable: true, description: 'Which comparisons.' })
  readonly filter?: PairComparisonFilter | null
  @Field(() => Deleted, { defaultValue: 'exclude', description: 'Whether deleted ones are among them.' })
  readonly deleted!: (typeof Deleted)[keyof typeof Deleted]
}

/** What the lab is asked for: with record ids. */
export function toListPairComparisons({ filter, ...args }: PairComparisonListArgs): ListPairComparisons {
  if (!filter) return args
  const { runId, representationId, betweenRunIds, betweenRepresentationIds, ...rest } = filter
  return {
    ...args,
    filter: {
      ...rest,
      runId: requireGiven('TrainingRun', runId),
      representationId: requireGiven('Representation', representationId),
      runIds: betweenRunIds?.map((id) => requireId('TrainingRun', id)),
      representationIds: betweenRepresentationIds?.map((id) => requireId('Representation', id)),
    },
  }
}
