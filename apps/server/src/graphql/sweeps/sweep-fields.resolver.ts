import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { requireLoaded } from '../loaders.ts'
import type { Context } from '../context.ts'
import { loadModel } from '../models/model.type.ts'
import { Model } from '../models/model.type.ts'
import { loadProject } from '../projects/project.type.ts'
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
  @FieldResolver(() => Project, { description: 'Project of the sweep.' })
  project(@Ctx() context: Context, @Root() { record }: Sweep) {
    return requireLoaded(loadProject(context, record.projectId))
  }

  @FieldResolver(() => Model, { description: 'Model that the sweep trains.' })
  model(@Ctx() context: Context, @Root() { record }: Sweep) {
    return requireLoaded(loadModel(context, record.modelId))
  }

  @FieldResolver(() => SweepProgress, { description: 'Progress of the sweep and of each of its runs.' })
  progress(@Ctx() context: Context, @Root() { record }: Sweep) {
    return loadSweepProgress(context, record)
  }

  @FieldResolver(() => RunConnection, { description: 'Training runs of the sweep.' })
  runs(@Ctx() context: Context, @Root() { record }: Sweep, @Args(() => RunListArgs) args: RunListArgs) {
    return loadRunPage(context, { sweep: record.id }, args)
  }
}

@Resolver(() => TrainingRun)
export class RunWorkResolver {
  @FieldResolver(() => Sweep, {
    nullable: true,
    description: 'Sweep that the run belongs to; null if there is none.',
  })
  sweep(@Ctx() context: Context, @Root() { record }: TrainingRun) {
    return record.sweepId === null ? null : loadSweep(context, record.sweepId)
  }

  @FieldResolver(() => Job, {
    nullable: true,
    description: 'Job that trains the run, with progress, remaining time and log; null for a logged run.',
  })
  job(@Ctx() context: Context, @Root() { record }: TrainingRun) {
    return loadJobOf(context, record.id)
  }
}
