import type { AnalysisFilter as FilterRecord, ListAnalyses } from '@mitoscope/lab' // prettier-ignore
import { GraphQLJSONObject } from 'graphql-scalars'
import { ArgsType, Field, InputType } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import { Deleted, IdFilter, NumberFilter, TextFilter, TimeFilter } from '../filters.inputs.ts'
import { toIds } from '../id-filter.ts'
import { WorkStateFilter } from '../jobs/job-list.args.ts'
import { AnalysisOrder } from './analysis-order.input.ts'
import { Analysis } from './analysis.type.ts'

export const AnalysisConnection = createConnection('Analysis', () => Analysis)

@InputType({ description: 'Conditions on one number of the result.' })
class ScalarFilter {
  @Field(() => String, { description: 'Name of the number in the result, for example "criticalSize".' })
  readonly name!: string
  @Field(() => NumberFilter, { description: 'Conditions that the number must satisfy.' })
  readonly value!: NumberFilter
}

@InputType({
  description:
    'Filter of analyses; all given conditions must hold. An empty filter matches all analyses. At most 200 conditions are accepted.',
})
export class AnalysisFilter {
  @Field(() => [AnalysisFilter], { nullable: true, description: 'Filters that must all match.' })
  readonly AND?: AnalysisFilter[] | null
  @Field(() => [AnalysisFilter], {
    nullable: true,
    description: 'Filters of which at least one must match; an empty list matches nothing.',
  })
  readonly OR?: AnalysisFilter[] | null
  @Field(() => [AnalysisFilter], { nullable: true, description: 'Filters of which none may match.' })
  readonly NOT?: AnalysisFilter[] | null
  @Field(() => IdFilter, { nullable: true, description: 'Conditions on the ID of the training run.' })
  readonly runId?: IdFilter | null
  @Field(() => IdFilter, {
    nullable: true,
    description: 'Conditions on the ID of the sweep of the training run.',
  })
  readonly sweepId?: IdFilter | null
  @Field(() => IdFilter, { nullable: true, description: 'Conditions on the ID of the representation.' })
  readonly representationId?: IdFilter | null
  @Field(() => TextFilter, {
    nullable: true,
    description: 'Conditions on the site of the representation, for example "layer4".',
  })
  readonly site?: TextFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'Conditions on the name of the measure.' })
  readonly measure?: TextFilter | null
  @Field(() => WorkStateFilter, { nullable: true, description: 'Conditions on the state of the analysis.' })
  readonly state?: WorkStateFilter | null
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Option values that the analysis must have, by name; other options may have any value.',
  })
  readonly options?: Record<string, unknown> | null
  @Field(() => [ScalarFilter], {
    nullable: true,
    description: 'Conditions on numbers of the result; all must hold.',
  })
  readonly scalars?: ScalarFilter[] | null
  @Field(() => TimeFilter, {
    nullable: true,
    description: 'Conditions on the time at which the analysis was requested.',
  })
  readonly createdAt?: TimeFilter | null
  @Field(() => TimeFilter, {
    nullable: true,
    description: 'Conditions on the time at which the analysis ended.',
  })
  readonly finishedAt?: TimeFilter | null
}

@ArgsType()
export class AnalysisListArgs extends PageArgs {
  @Field(() => AnalysisFilter, {
    nullable: true,
    description: 'Filter of the analyses; all analyses if omitted.',
  })
  readonly filter?: AnalysisFilter | null
  @Field(() => [AnalysisOrder], {
    nullable: true,
    description: 'Order of the analyses; newest first if omitted.',
  })
  readonly orderBy?: AnalysisOrder[] | null
  @Field(() => Deleted, {
    defaultValue: 'exclude',
    description: 'Selects whether soft-deleted analyses are excluded, included or listed alone.',
  })
  readonly deleted!: (typeof Deleted)[keyof typeof Deleted]
}

/** Converts the arguments to the lab's request, with record ids in place of global ids. */
export function toListAnalyses({ filter, ...args }: AnalysisListArgs): ListAnalyses {
  return { ...args, filter: filter && toAnalysisFilter(filter) }
}

function toAnalysisFilter(filter: AnalysisFilter): FilterRecord {
  const { AND, OR, NOT, runId, sweepId, representationId, ...rest } = filter
  return {
    ...rest,
    AND: AND?.map(toAnalysisFilter),
    OR: OR?.map(toAnalysisFilter),
    NOT: NOT?.map(toAnalysisFilter),
    run: runId && toIds('TrainingRun', runId),
    sweep: sweepId && toIds('Sweep', sweepId),
    representation: representationId && toIds('Representation', representationId),
  }
}
