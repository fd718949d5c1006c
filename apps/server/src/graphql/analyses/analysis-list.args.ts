import type { AnalysisFilter as FilterRecord, AnalysisOrder as OrderRecord } from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import { Deleted, Direction } from '../filters.inputs.ts'
import { requireGiven, requireId } from '../global-id.ts'
import { WorkState } from '../jobs/job-enums.ts'
import { Analysis } from './analysis.type.ts'

export const AnalysisConnection = createConnection('Analysis', () => Analysis)

@InputType({ description: 'Which analyses: everything given holds.' })
export class AnalysisFilter {
  @Field(() => ID, { nullable: true, description: 'Of this project.' })
  readonly project?: string | null
  @Field(() => ID, { nullable: true, description: 'Of the runs of this sweep.' })
  readonly sweep?: string | null
  @Field(() => [ID], { nullable: true, description: 'Of one of these training runs.' })
  readonly runs?: string[] | null
  @Field(() => ID, { nullable: true, description: 'Of this representation.' })
  readonly representation?: string | null
  @Field(() => [String], { nullable: true, description: 'By one of these measures.' })
  readonly measures?: string[] | null
  @Field(() => [WorkState], { nullable: true, description: 'In one of these states.' })
  readonly states?: FilterRecord['states']
  @Field(() => GraphQLJSONObject, { nullable: true, description: 'With these values of options.' })
  readonly options?: Record<string, unknown> | null
}

const AnalysisOrderField = {
  CREATED_AT: 'createdAt',
  FINISHED_AT: 'finishedAt',
  MEASURE: 'measure',
  STATE: 'state',
} as const
registerEnumType(AnalysisOrderField, {
  name: 'AnalysisOrderField',
  description: 'What of an analysis a list can be ordered by.',
  valuesConfig: {
    CREATED_AT: { description: 'When it was asked for.' },
    FINISHED_AT: { description: 'When it ended.' },
    MEASURE: { description: 'The name of its measure.' },
    STATE: { description: 'How far it is, as a word.' },
  },
})

@InputType({ description: 'An order by field or scalar; of several, by one after the other.' })
export class AnalysisOrder {
  @Field(() => AnalysisOrderField, { nullable: true, description: 'By a field.' })
  readonly field?: Exclude<OrderRecord['by'], 'scalar'> | null
  @Field(() => String, { nullable: true, description: 'By a number of the result, as "criticalSize".' })
  readonly scalar?: string | null
  @Field(() => Direction, { defaultValue: 'asc', description: 'Which comes first.' })
  readonly direction!: 'asc' | 'desc'
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
export function toAnalysisFilter({ filter, deleted }: AnalysisListArgs): FilterRecord {
  const { project, sweep, runs, representation, ...rest } = filter ?? {}
  return {
    ...rest,
    projectId: requireGiven('Project', project),
    sweepId: requireGiven('Sweep', sweep),
    runIds: runs?.map((id) => requireId('TrainingRun', id)),
    representationId: requireGiven('Representation', representation),
    deleted,
  }
}

export function toAnalysisOrder({ orderBy }: AnalysisListArgs): OrderRecord[] {
  return (orderBy ?? []).flatMap(({ field, scalar, direction }): OrderRecord[] => {
    const descending = direction === 'desc'
    if (typeof scalar === 'string') return [{ by: 'scalar', scalar, descending }]
    return field ? [{ by: field, descending }] : []
  })
}
