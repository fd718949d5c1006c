import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../context.ts'
import { loadModel } from '../models/load-model.ts'
import { Model } from '../models/model.type.ts'
import { loadProject } from '../projects/load-project.ts'
import { Project } from '../projects/project.type.ts'
import { loadRunPage } from '../runs/load-run-page.ts'
import { RunConnection, RunListArgs } from '../runs/run-list.args.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { Job } from '../jobs/job.type.ts'
import { loadJobOf } from '../jobs/load-job.ts'
import { loadSweep, loadSweepProgress } from './load-sweep.ts'
import { SweepProgress } from './sweep-progress.type.ts'
import { Sweep } from './sweep.type.ts'

@Resolver(() => Sweep)
export class SweepFieldsResolver {
  @FieldResolver(() => Project, { nullable: true, description: 'Where it belongs.' })
  project(@Ctx() context: Context, @Root() { record }: Sweep) {
    return loadProject(context, record.projectId)
  }

  @FieldResolver(() => Model, { nullable: true, description: 'What it trains.' })
  model(@Ctx() context: Context, @Root() { record }: Sweep) {
    return loadModel(context, record.modelId)
  }

  @FieldResolver(() => SweepProgress, { description: 'How far it is.' })
  progress(@Ctx() context: Context, @Root() { record }: Sweep) {
    return loadSweepProgress(context, record)
  }

  @FieldResolver(() => RunConnection, { description: 'Its training runs.' })
  runs(@Ctx() context: Context, @Root() { record }: Sweep, @Args(() => RunListArgs) args: RunListArgs) {
    return loadRunPage(context, { sweep: record.id }, args)
  }
}

@Resolver(() => TrainingRun)
export class RunWorkResolver {
  @FieldResolver(() => Sweep, { nullable: true, description: 'The sweep that it belongs to, if any.' })
  sweep(@Ctx() context: Context, @Root() { record }: TrainingRun) {
    return record.sweepId === null ? null : loadSweep(context, record.sweepId)
  }

  @FieldResolver(() => Job, {
    nullable: true,
    description: 'The job that trains it: progress, time left, log; null for a logged run.',
  })
  job(@Ctx() context: Context, @Root() { record }: TrainingRun) {
    return loadJobOf(context, record.id)
  }
}
