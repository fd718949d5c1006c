import { cancelJob, listJobs, listWorkers, retryJob } from '@mitoscope/lab'
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import { type ById, createPayload } from '../mutation-types.ts'
import type { Context } from '../context.ts'
import { requireGiven, requireId } from '../global-id.ts'
import { JobConnection, JobListArgs, toListJobs } from './job-list.args.ts'
import { CancelJobInput, RetryJobInput } from './job.inputs.ts'
import { Job } from './job.type.ts'
import { loadJob } from './load-job.ts'
import { WorkerConnection, WorkerListArgs } from './worker-list.args.ts'
import { Worker } from './worker.type.ts'

const CancelJobPayload = createPayload(
  'CancelJob',
  'job',
  () => Job,
  'The job after the call: CANCELLED, or RUNNING with cancelRequested until its worker stops.',
)

const RetryJobPayload = createPayload(
  'RetryJob',
  'job',
  () => Job,
  'The job after the call, in the state QUEUED.',
)

@Resolver()
export class JobResolver {
  @Query(() => Job, {
    nullable: true,
    description: 'Job by its ID; null if it does not exist or you may not read it.',
  })
  async job(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Global ID of the job.' }) id: string,
  ) {
    const jobId = requireId('Job', id)
    return (await loadJob(context, jobId)) ?? null
  }

  @Query(() => JobConnection, { description: 'Jobs that you may read, in one project or in all.' })
  async jobs(
    @Ctx() { lab, actor }: Context,
    @Args(() => JobListArgs) args: JobListArgs,
    @Arg('projectId', () => ID, {
      nullable: true,
      description: 'Global ID of the project to list; all projects if omitted.',
    })
    projectId?: string | null,
  ) {
    const request = { ...toListJobs(args), projectId: requireGiven('Project', projectId) }
    const page = await listJobs(lab, actor, request)
    return new JobConnection({ ...page, nodes: page.nodes.map((record) => new Job(record)) })
  }

  @Query(() => WorkerConnection, {
    description: 'Devices of worker processes with a heartbeat within the last minute.',
  })
  async workers(@Ctx() { lab }: Context, @Args(() => WorkerListArgs) request: WorkerListArgs) {
    const page = await listWorkers(lab, request)
    return new WorkerConnection({ ...page, nodes: page.nodes.map((record) => new Worker(record)) })
  }

  @Mutation(() => CancelJobPayload, {
    description:
      'Cancels a job: at once while it waits, otherwise as soon as its worker stops. A job that has ended is a CONFLICT. Requires the EDITOR role.',
  })
  async cancelJob(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CancelJobInput, { description: 'Job to cancel.' }) { id }: ById,
  ) {
    return { job: new Job(await cancelJob(lab, actor, requireId('Job', id))) }
  }

  @Mutation(() => RetryJobPayload, {
    description:
      'Queues a failed or cancelled job again; a training continues from its saved state. Any other state is a CONFLICT. Requires the EDITOR role.',
  })
  async retryJob(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RetryJobInput, { description: 'Job to retry.' }) { id }: ById,
  ) {
    return { job: new Job(await retryJob(lab, actor, requireId('Job', id))) }
  }
}
