import { cancelJob, listJobs, listWorkers, retryJob } from '@mitoscope/lab'
import { Arg, Args, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import type { Context } from '../context.ts'
import { requireGiven, requireId } from '../global-id.ts'
import { JobConnection, JobListArgs, toListJobs } from './job-list.args.ts'
import { CancelJobInput, RetryJobInput } from './job.inputs.ts'
import { Job } from './job.type.ts'
import { loadJob } from './load-job.ts'
import { Worker } from './worker.type.ts'

@ObjectType({ description: 'What cancelJob did.' })
class CancelJobPayload {
  @Field(() => Job, { description: 'The job: cancelled, or, where it runs, about to be.' })
  readonly job!: Job
}

@ObjectType({ description: 'What retryJob did.' })
class RetryJobPayload {
  @Field(() => Job, { description: 'The job, which waits again.' })
  readonly job!: Job
}

const WorkerConnection = createConnection('Worker', () => Worker)

@Resolver()
export class JobResolver {
  @Query(() => Job, { nullable: true, description: 'The job with this id.' })
  async job(@Ctx() context: Context, @Arg('id', () => ID, { description: 'Its id.' }) id: string) {
    const jobId = requireId('Job', id)
    return (await loadJob(context, jobId)) ?? null
  }

  @Query(() => JobConnection, { description: 'Jobs that you may read, of a project or of all.' })
  async jobs(
    @Ctx() { lab, actor }: Context,
    @Args(() => JobListArgs) args: JobListArgs,
    @Arg('projectId', () => ID, { nullable: true, description: 'Of this project only.' })
    projectId?: string | null,
  ) {
    const request = { ...toListJobs(args), projectId: requireGiven('Project', projectId) }
    const page = await listJobs(lab, actor, request)
    return new JobConnection({ ...page, nodes: page.nodes.map((record) => new Job(record)) })
  }

  @Query(() => WorkerConnection, {
    description: 'Devices that compute for this lab and have shown themselves within a minute, by machine.',
  })
  async workers(@Ctx() { lab }: Context, @Args(() => PageArgs) request: PageArgs) {
    const page = await listWorkers(lab, request)
    return new WorkerConnection({ ...page, nodes: page.nodes.map((record) => new Worker(record)) })
  }

  @Mutation(() => CancelJobPayload, {
    description: 'Stops a job: at once where it waits, else as soon as its worker has heard of it.',
  })
  async cancelJob(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CancelJobInput, { description: 'Which.' }) { id }: CancelJobInput,
  ): Promise<CancelJobPayload> {
    return { job: new Job(await cancelJob(lab, actor, requireId('Job', id))) }
  }

  @Mutation(() => RetryJobPayload, {
    description: 'Lets a failed or cancelled job wait again; a training continues where it was.',
  })
  async retryJob(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RetryJobInput, { description: 'Which.' }) { id }: RetryJobInput,
  ): Promise<RetryJobPayload> {
    return { job: new Job(await retryJob(lab, actor, requireId('Job', id))) }
  }
}
