import { listJobLog } from '@mitoscope/lab'
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { PageArgs } from '../connection.ts'
import type { Context } from '../context.ts'
import { fromGlobalId } from '../global-id.ts'
import { nodeLoaders } from '../node-loaders.ts'
import { Node } from '../node.ts'
import { loadProject } from '../projects/load-project.ts'
import { Project } from '../projects/project.type.ts'
import { JobLogConnection, toJobLog } from './job-log.type.ts'
import { Job } from './job.type.ts'
import { loadJobAtWork, loadWorker } from './load-job.ts'
import { Worker } from './worker.type.ts'

@Resolver(() => Job)
export class JobFieldsResolver {
  @FieldResolver(() => Project, { nullable: true, description: 'Where it belongs.' })
  project(@Ctx() context: Context, @Root() { record }: Job) {
    return loadProject(context, record.projectId)
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description:
      'The run, analysis, comparison or sweep that it computes, or the checkpoint that it represents.',
  })
  subject(@Ctx() context: Context, @Root() job: Job) {
    const { type, id } = fromGlobalId(job.subjectId())!
    return nodeLoaders[type]?.(context, id)
  }

  @FieldResolver(() => Worker, { nullable: true, description: 'Who has it in work, or had it last.' })
  worker(@Ctx() context: Context, @Root() { record }: Job) {
    return record.workerId === null ? null : loadWorker(context, record.workerId)
  }

  @FieldResolver(() => JobLogConnection, { description: 'What was written about it, in order.' })
  log(@Ctx() { lab }: Context, @Root() { record }: Job, @Args(() => PageArgs) args: PageArgs) {
    return listJobLog(lab, record.id, args).then(toJobLog)
  }
}

@Resolver(() => Worker)
export class WorkerFieldsResolver {
  @FieldResolver(() => Job, {
    nullable: true,
    description: 'What it has in work; null also where that is in a project you may not read.',
  })
  job(@Ctx() context: Context, @Root() { record }: Worker) {
    return loadJobAtWork(context, record.id)
  }
}
