import { findJob, findJobs, listJobs } from '@mitoscope/lab'
import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql'
import { followEvents } from '../../subscriptions/follow-events.ts'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { Job } from './job.type.ts'

const mostJobs = 500

@Resolver()
export class JobSubscriptionsResolver {
  @Subscription(() => Job, {
    nullable: true,
    subscribe: ({ args, context }) => followJob(context as Context, requireId('Job', args.id as string)),
    description:
      'Follows one job: its current state, then each change. The value is null if the job does not exist or you may not read it.',
  })
  jobUpdated(
    @Root() job: Job | null,
    @Arg('id', () => ID, { description: 'Global ID of the job.' }) _id: string,
  ): Job | null {
    return job
  }

  @Subscription(() => Job, {
    subscribe: ({ args, context }) =>
      followJobs(context as Context, requireId('Project', args.projectId as string)),
    description: `Follows the jobs of a project: the queued and running jobs, at most ${mostJobs}, then every job that is created or changes.`,
  })
  projectJobUpdated(
    @Root() job: Job,
    @Arg('projectId', () => ID, { description: 'Global ID of the project.' }) _projectId: string,
  ): Job {
    return job
  }
}

async function* followJob(context: Context, id: string): AsyncGenerator<Job | null> {
  const { lab, actor } = context
  const changes = followEvents(context, (event) => event.kind === 'job' && event.id === id)
  const read = async () => {
    const record = await findJob(lab, actor, id)
    return record ? new Job(record) : null
  }
  yield await read()
  for await (const _change of changes) yield await read()
}

async function* followJobs(context: Context, projectId: string): AsyncGenerator<Job> {
  const { lab, actor } = context
  const changes = followEvents(context, (event) => event.kind === 'job' && event.projectId === projectId)
  const fetchActive = async () => {
    const filter = { state: { in: ['queued', 'running'] as const } }
    return (await listJobs(lab, actor, { projectId, filter, first: mostJobs })).nodes
  }
  for (const record of await fetchActive()) yield new Job(record)
  for await (const { events, gap } of changes) {
    const changed = await findJobs(lab, actor, [...new Set(events.map(({ id }) => id))])
    for (const record of gap ? await fetchActive() : changed.values()) yield new Job(record)
  }
}
