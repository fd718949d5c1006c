import type { FieldOrder, JobFilter as JobFilterRecord, JobOrderField, ListJobs } from '@mitoscope/lab'
import { ArgsType, Field, InputType } from 'type-graphql'
import { createOrder } from '../order.input.ts'
import { createConnection, PageArgs } from '../connection.ts'
import { IdFilter, TextFilter, TimeFilter } from '../filters.inputs.ts'
import { fromGlobalId, requireId } from '../global-id.ts'
import { parseIds, toIds } from '../id-filter.ts'
import { JobKind, subjectWords, WorkState } from './job-enums.ts'
import { Job } from './job.type.ts'

type State = (typeof WorkState)[keyof typeof WorkState]
type Kind = (typeof JobKind)[keyof typeof JobKind]

@InputType({ description: 'Conditions on the state of a computation; all given conditions must hold.' })
export class WorkStateFilter {
  @Field(() => WorkState, { nullable: true, description: 'Matches this state.' })
  readonly eq?: State | null
  @Field(() => WorkState, { nullable: true, description: 'Matches any other state.' })
  readonly ne?: State | null
  @Field(() => [WorkState], { nullable: true, description: 'Matches one of these states.' })
  readonly in?: State[] | null
  @Field(() => [WorkState], { nullable: true, description: 'Matches none of these states.' })
  readonly notIn?: State[] | null
}

@InputType({ description: 'Conditions on the kind of a job; all given conditions must hold.' })
export class JobKindFilter {
  @Field(() => JobKind, { nullable: true, description: 'Matches this kind.' })
  readonly eq?: Kind | null
  @Field(() => JobKind, { nullable: true, description: 'Matches any other kind.' })
  readonly ne?: Kind | null
  @Field(() => [JobKind], { nullable: true, description: 'Matches one of these kinds.' })
  readonly in?: Kind[] | null
  @Field(() => [JobKind], { nullable: true, description: 'Matches none of these kinds.' })
  readonly notIn?: Kind[] | null
}

@InputType({
  description:
    'Filter of jobs; all given conditions must hold. An empty filter matches all jobs. At most 200 conditions are accepted.',
})
export class JobFilter {
  @Field(() => [JobFilter], { nullable: true, description: 'Filters that must all match.' })
  readonly AND?: JobFilter[] | null
  @Field(() => [JobFilter], {
    nullable: true,
    description: 'Filters of which at least one must match; an empty list matches nothing.',
  })
  readonly OR?: JobFilter[] | null
  @Field(() => [JobFilter], { nullable: true, description: 'Filters of which none may match.' })
  readonly NOT?: JobFilter[] | null
  @Field(() => WorkStateFilter, { nullable: true, description: 'Conditions on the state of the job.' })
  readonly state?: WorkStateFilter | null
  @Field(() => JobKindFilter, { nullable: true, description: 'Conditions on the kind of the job.' })
  readonly kind?: JobKindFilter | null
  @Field(() => IdFilter, {
    nullable: true,
    description: `Conditions on the ID of the ${subjectWords} that the job works on.`,
  })
  readonly subjectId?: IdFilter | null
  @Field(() => IdFilter, {
    nullable: true,
    description:
      'Conditions on the ID of the sweep that the job works for, directly or through one of its runs.',
  })
  readonly sweepId?: IdFilter | null
  @Field(() => IdFilter, {
    nullable: true,
    description: 'Conditions on the ID of the worker that executes the job or executed it last.',
  })
  readonly workerId?: IdFilter | null
  @Field(() => TextFilter, {
    nullable: true,
    description: 'Conditions on the device of the job, for example "gpu:0".',
  })
  readonly device?: TextFilter | null
  @Field(() => TimeFilter, {
    nullable: true,
    description: 'Conditions on the time at which the job was requested.',
  })
  readonly createdAt?: TimeFilter | null
  @Field(() => TimeFilter, { nullable: true, description: 'Conditions on the time at which the job ended.' })
  readonly finishedAt?: TimeFilter | null
}

const JobOrder = createOrder<JobOrderField>('Job', 'jobs', {
  createdAt: 'Time at which the job was requested.',
  finishedAt: 'Time at which the job ended; jobs that have not ended come last.',
  kind: 'Kind of the job, in alphabetical order.',
  priority: 'Priority of the job: workers claim the highest first, and the earliest requested of equal ones.',
  state: 'State of the job, in alphabetical order.',
})

export const JobConnection = createConnection('Job', () => Job)

@ArgsType()
export class JobListArgs extends PageArgs {
  @Field(() => JobFilter, { nullable: true, description: 'Filter of the jobs; all jobs if omitted.' })
  readonly filter?: JobFilter | null
  @Field(() => [JobOrder], { nullable: true, description: 'Order of the jobs; newest first if omitted.' })
  readonly orderBy?: FieldOrder<JobOrderField>[] | null
}

/** Converts the arguments to the lab's request, with record ids in place of global ids. */
export function toListJobs({ filter, ...args }: JobListArgs): ListJobs {
  return { ...args, filter: filter && toJobFilter(filter) }
}

function toJobFilter({ AND, OR, NOT, subjectId, sweepId, workerId, ...filter }: JobFilter): JobFilterRecord {
  return {
    ...filter,
    AND: AND?.map(toJobFilter),
    OR: OR?.map(toJobFilter),
    NOT: NOT?.map(toJobFilter),
    subject: subjectId && parseIds(parseSubject, subjectId),
    sweep: sweepId && toIds('Sweep', sweepId),
    worker: workerId && toIds('Worker', workerId),
  }
}

/** Parses a subject's id of any type; its record id suffices, since record ids are unique over all types. */
function parseSubject(id: string): string {
  return requireId(fromGlobalId(id)?.type ?? '', id)
}
