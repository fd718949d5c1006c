import { findJob, findJobs, listJobs, mayRead, type Job as JobRecord } from '@mitoscope/lab'
import { Arg, Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql'
import { followEvents } from '../../subscriptions/follow-events.ts'
import { followRecord } from '../../subscriptions/follow-record.ts'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { Job } from './job.type.ts'

const mostJobs = 500

@ObjectType({
  description:
    'Message of jobsUpdated: a snapshot of the queued and running jobs, or the changes since the previous message.',
})
class JobsUpdate {
  @Field(() => Boolean, {
    description: `True for the initial snapshot (${mostJobs} jobs at most), false for an update.`,
  })
  readonly current!: boolean
  @Field(() => [Job], {
    description: 'Queued and running jobs of the snapshot, or the jobs that are new or changed.',
  })
  readonly jobs!: readonly Job[]
}

@Resolver()
export class JobSubscriptionsResolver {
  @Subscription(() => Job, {
    nullable: true,
    subscribe: ({ args, context }) => followJob(context as Context, requireId('Job', args.id as string)),
    description:
      'Follows one job: its current state, then each change. A null, after which it completes, means that the job does not exist or you may not read it.',
  })
  jobUpdated(
    @Root() job: Job | null,
    @Arg('id', () => ID, { description: 'Global ID of the job.' }) _id: string,
  ): Job | null {
    return job
  }

  @Subscription(() => JobsUpdate, {
    subscribe: ({ args, context }) =>
      followJobs(context as Context, requireId('Project', args.projectId as string)),
    description:
      'Follows the jobs of a project: the queued and running ones, then every one that is created or changes.',
  })
  jobsUpdated(
    @Root() update: JobsUpdate,
    @Arg('projectId', () => ID, { description: 'Global ID of the project.' }) _projectId: string,
  ): JobsUpdate {
    return update
  }
}

function followJob(context: Context, id: string): AsyncGenerator<Job | null> {
  const { lab, actor } = context
  const read = async () => {
    const record = await findJob(lab, actor, id)
    return record ? new Job(record) : null
  }
  return followRecord(context, (event) => event.kind === 'job' && event.id === id, read)
}

async function* followJobs(context: Context, projectId: string): AsyncGenerator<JobsUpdate> {
  const { lab, actor } = context
  // Strangers are not even told that something happens.
  const changes = followEvents(
    context,
    (event) => event.kind === 'job' && event.projectId === projectId && mayRead(actor, projectId),
  )
  const fetchActive = async () => {
    const filter = { state: { in: ['queued', 'running'] as const } }
    const { nodes } = await listJobs(lab, actor, { projectId, filter, first: mostJobs })
    return toUpdate(true, nodes)
  }
  yield await fetchActive()
  for await (const { events, gap } of changes) {
    if (gap) yield await fetchActive()
    else {
      const changed = await findJobs(lab, actor, [...new Set(events.map(({ id }) => id))])
      yield toUpdate(false, [...changed.values()])
    }
  }
}

function toUpdate(current: boolean, jobs: readonly JobRecord[]): JobsUpdate {
  return { current, jobs: jobs.map((record) => new Job(record)) }
}
