import { listJobLog } from '@mitoscope/lab'
import type { GraphQLResolveInfo } from 'graphql'
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql'
import { requireLoaded } from '../loaders.ts'
import { PageArgs } from '../connection.ts'
import type { Context } from '../context.ts'
import { loadNode } from '../load-node.ts'
import { Node } from '../node.ts'
import { loadProject } from '../projects/project.type.ts'
import { Project } from '../projects/project.type.ts'
import { JobLogConnection, toJobLog } from './job-log.type.ts'
import { subjectWords } from './job-enums.ts'
import { Job } from './job.type.ts'
import { loadJobAtWork, loadWorker } from './load-job.ts'
import { Worker } from './worker.type.ts'

@Resolver(() => Job)
export class JobFieldsResolver {
  @FieldResolver(() => Project, { description: 'Project of the job.' })
  project(@Ctx() context: Context, @Root() { record }: Job) {
    return requireLoaded(loadProject(context, record.projectId))
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: `Object that the job works on: a ${subjectWords}; null if it was purged.`,
  })
  subject(@Ctx() context: Context, @Info() { schema }: GraphQLResolveInfo, @Root() job: Job) {
    return loadNode(schema, context, job.subjectId())
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description:
      'Worker that executes the job or executed it last; null while the job waits or if the worker is gone.',
  })
  worker(@Ctx() context: Context, @Root() { record }: Job) {
    return record.workerId === null ? null : loadWorker(context, record.workerId)
  }

  @FieldResolver(() => JobLogConnection, { description: 'Log of the job, oldest line first.' })
  log(@Ctx() { lab }: Context, @Root() { record }: Job, @Args(() => PageArgs) args: PageArgs) {
    return listJobLog(lab, record.id, args).then(toJobLog)
  }
}

@Resolver(() => Worker)
export class WorkerFieldsResolver {
  @FieldResolver(() => Job, {
    nullable: true,
    description:
      'Job that the worker executes; null if it is idle or the viewer may not read the project of the job.',
  })
  job(@Ctx() context: Context, @Root() { record }: Worker) {
    return loadJobAtWork(context, record.id)
  }
}
