import type { JobFilter as JobFilterRecord, ListJobs } from '@mitoscope/lab'
import { ArgsType, Field, InputType } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import { IdFilter, TextFilter, TimeFilter } from '../filters.inputs.ts'
import { fromGlobalId, requireId } from '../global-id.ts'
import { readIds, toIds } from '../id-filter.ts'
import { JobKind, JobOrder, WorkState } from './job-enums.ts'
import { Job } from './job.type.ts'

type State = (typeof WorkState)[keyof typeof WorkState]
type Kind = (typeof JobKind)[keyof typeof JobKind]

@InputType({ description: 'How far it must be.' })
export class WorkStateFilter {
  @Field(() => WorkState, { nullable: true, description: 'Equals.' })
  readonly eq?: State | null
  @Field(() => WorkState, { nullable: true, description: 'Differs from it.' })
  readonly ne?: State | null
  @Field(() => [WorkState], { nullable: true, description: 'Is one of these.' })
  readonly in?: State[] | null
  @Field(() => [WorkState], { nullable: true, description: 'Is none of these.' })
  readonly notIn?: State[] | null
}

@InputType({ description: 'What a job must compute.' })
export class JobKindFilter {
  @Field(() => JobKind, { nullable: true, description: 'Equals.' })
  readonly eq?: Kind | null
  @Field(() => JobKind, { nullable: true, description: 'Differs from it.' })
  readonly ne?: Kind | null
  @Field(() => [JobKind], { nullable: true, description: 'Is one of these.' })
  readonly in?: Kind[] | null
  @Field(() => [JobKind], { nullable: true, description: 'Is none of these.' })
  readonly notIn?: Kind[] | null
}

@InputType({ description: 'Which jobs: everything given holds. {} is all of them.' })
export class JobFilter {
  @Field(() => [JobFilter], { nullable: true, description: 'All of these hold.' })
  readonly AND?: JobFilter[] | null
  @Field(() => [JobFilter], { nullable: true, description: 'At least one of these holds.' })
  readonly OR?: JobFilter[] | null
  @Field(() => [JobFilter], { nullable: true, description: 'None of these holds.' })
  readonly NOT?: JobFilter[] | null
  @Field(() => WorkStateFilter, { nullable: true, description: 'How far it is.' })
  readonly state?: WorkStateFilter | null
  @Field(() => JobKindFilter, { nullable: true, description: 'What it computes.' })
  readonly kind?: JobKindFilter | null
  @Field(() => IdFilter, {
    nullable: true,
    description: 'The run, analysis, comparison, sweep or checkpoint that it is about.',
  })
  readonly subjectId?: IdFilter | null
  @Field(() => IdFilter, { nullable: true, description: 'The sweep for which it works.' })
  readonly sweepId?: IdFilter | null
  @Field(() => IdFilter, { nullable: true, description: 'The worker that has or had it.' })
  readonly workerId?: IdFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'What it runs or ran on.' })
  readonly device?: TextFilter | null
  @Field(() => TimeFilter, { nullable: true, description: 'When it was asked for.' })
  readonly createdAt?: TimeFilter | null
  @Field(() => TimeFilter, { nullable: true, description: 'When it ended.' })
  readonly finishedAt?: TimeFilter | null
}

export const JobConnection = createConnection('Job', () => Job)

@ArgsType()
export class JobListArgs extends PageArgs {
  @Field(() => JobFilter, { nullable: true, description: 'Which jobs.' })
  readonly filter?: JobFilter | null
  @Field(() => JobOrder, { nullable: true, description: 'In which order; newest first when not given.' })
  readonly orderBy?: (typeof JobOrder)[keyof typeof JobOrder] | null
}

/** What the lab is asked for: with record ids. */
export function toListJobs({ filter, orderBy, ...args }: JobListArgs): ListJobs {
  return { ...args, order: orderBy, filter: filter && toJobFilter(filter) }
}

function toJobFilter({ AND, OR, NOT, subjectId, sweepId, workerId, ...filter }: JobFilter): JobFilterRecord {
  return {
    ...filter,
    AND: AND?.map(toJobFilter),
    OR: OR?.map(toJobFilter),
    NOT: NOT?.map(toJobFilter),
    subject: subjectId && readIds(readSubject, subjectId),
    sweep: sweepId && toIds('Sweep', sweepId),
    worker: workerId && toIds('Worker', workerId),
  }
}

/** Whatever the type: record ids are unique over all of them. */
function readSubject(id: string): string {
  return requireId(fromGlobalId(id)?.type ?? '', id)
}
