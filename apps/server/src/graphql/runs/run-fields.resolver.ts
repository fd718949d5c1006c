import { findBranchesOfRuns, findTags } from '@mitoscope/lab'
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../context.ts'
import { loadOne, requireLoaded } from '../loaders.ts'
import { loadModel } from '../models/model.type.ts'
import { Model } from '../models/model.type.ts'
import { loadProject } from '../projects/project.type.ts'
import { Project } from '../projects/project.type.ts'
import { RunBranch } from './run-branch.type.ts'
import { TrainingRun } from './run.type.ts'

@Resolver(() => TrainingRun)
export class RunFieldsResolver {
  @FieldResolver(() => Project, { description: 'Project of the run.' })
  project(@Ctx() context: Context, @Root() { record }: TrainingRun) {
    return requireLoaded(loadProject(context, record.projectId))
  }

  @FieldResolver(() => Model, { description: 'Model that the run trains.' })
  model(@Ctx() context: Context, @Root() { record }: TrainingRun) {
    return requireLoaded(loadModel(context, record.modelId))
  }

  @FieldResolver(() => [String], {
    description: 'Tags of the run, in alphabetical order; empty if it has none.',
  })
  async tags(@Ctx() context: Context, @Root() { record }: TrainingRun): Promise<string[]> {
    return (await loadOne(context, fetchTags, record.id)) ?? []
  }

  @FieldResolver(() => [RunBranch], {
    description: 'Branches of points that resumeRun cut off, the latest cut first.',
  })
  async branches(@Ctx() context: Context, @Root() { record }: TrainingRun): Promise<RunBranch[]> {
    return ((await loadOne(context, fetchBranches, record.id)) ?? []).map((branch) => new RunBranch(branch))
  }
}

function fetchBranches({ lab }: Context, ids: readonly string[]) {
  return findBranchesOfRuns(lab, ids)
}

function fetchTags({ lab }: Context, ids: readonly string[]) {
  return findTags(lab, ids)
}
