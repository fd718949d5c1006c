import type { AnalysisFilter as FilterRecord, AnalysisOrder as OrderRecord, ListAnalyses } from '@mitoscope/lab' // prettier-ignore
import { GraphQLJSONObject } from 'graphql-scalars'
import { ArgsType, Field, InputType } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import { Deleted, IdFilter, NumberFilter, TextFilter, TimeFilter } from '../filters.inputs.ts'
import { toIds } from '../id-filter.ts'
import { WorkStateFilter } from '../jobs/job-list.args.ts'
import { AnalysisOrder } from './analysis-order.input.ts'
import { Analysis } from './analysis.type.ts'

export const AnalysisConnection = createConnection('Analysis', () => Analysis)

@InputType({ description: 'What a number of the result must be.' })
class ScalarFilter {
  @Field(() => String, { description: 'As "criticalSize".' })
  readonly name!: string
  @Field(() => NumberFilter, { description: 'What it must be.' })
  readonly value!: NumberFilter
}

@InputType({ description: 'Which analyses: everything given holds. {} is all of them.' })
export class AnalysisFilter {
  @Field(() => [AnalysisFilter], { nullable: true, description: 'All of these hold.' })
  readonly AND?: AnalysisFilter[] | null
  @Field(() => [AnalysisFilter], { nullable: true, description: 'At least one of these holds.' })
  readonly OR?: AnalysisFilter[] | null
  @Field(() => [AnalysisFilter], { nullable: true, description: 'None of these holds.' })
  readonly NOT?: AnalysisFilter[] | null
  @Field(() => IdFilter, { nullable: true, description: 'The training run that it is about.' })
  readonly runId?: IdFilter | null
  @Field(() => IdFilter, { nullable: true, description: 'The sweep of that run.' })
  readonly sweepId?: IdFilter | null
  @Field(() => IdFilter, { nullable: true, description: 'The representation that it is about.' })
  readonly representationId?: IdFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'The name of its measure.' })
  readonly measure?: TextFilter | null
  @Field(() => WorkStateFilter, { nullable: true, description: 'How far it is.' })
  readonly state?: WorkStateFilter | null
  @Field(() => GraphQLJSONObject, { nullable: true, description: 'Values of options: all of these hold.' })
  readonly options?: Record<string, unknown> | null
  @Field(() => [ScalarFilter], { nullable: true, description: 'Numbers of its result: all of these hold.' })
  readonly scalars?: ScalarFilter[] | null
  @Field(() => TimeFilter, { nullable: true, description: 'When it was asked for.' })
  readonly createdAt?: TimeFilter | null
  @Field(() => TimeFilter, { nullable: true, description: 'When it ended.' })
  readonly finishedAt?: TimeFilter | null
}

@ArgsType()
export class AnalysisListArgs extends PageArgs {
  @Field(() => AnalysisFilter, { nullable: true, description: 'Which analyses.' })
  readonly filter?: AnalysisFilter | null
  @Field(() => [AnalysisOrder], {
    nullable: true,
    description: 'In which order; newest first when not given.',
  })
  readonly orderBy?: AnalysisOrder[] | null
  @Field(() => Deleted, { defaultValue: 'exclude', description: 'Whether deleted ones are among them.' })
  readonly deleted!: (typeof Deleted)[keyof typeof Deleted]
}

/** What the lab is asked for: with record ids. */
export function toListAnalyses({ filter, orderBy, ...args }: AnalysisListArgs): ListAnalyses {
  return { ...args, filter: filter && toAnalysisFilter(filter), orderBy: orderBy?.flatMap(toOrder) }
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

function toOrder({ field, scalar, direction }: AnalysisOrder): OrderRecord[] {
  const descending = direction === 'desc'
  if (typeof scalar === 'string') return [{ by: 'scalar', scalar, descending }]
  return field ? [{ by: field, descending }] : []
}
