import { findBranchesOfRuns, findTags } from '@mitoscope/lab'
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../context.ts'
import { loadOne, requireLoaded } from '../loaders.ts'
import { loadModel } from '../models/model.type.ts'
import { Model } from '../models/model.type.ts'
import { loadProject } from '../projects/project.type.ts'
import { Project } from '../projects/project.type.ts'
import { RunBranch } from './run-branch.type.ts'
import { loadRunPage } from './load-run-page.ts'
import { RunConnection, RunListArgs } from './run-list.args.ts'
import { RunParent } from './run-parent.types.ts'
import { loadRun, TrainingRun } from './run.type.ts'

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

  @FieldResolver(() => RunParent, {
    nullable: true,
    description: 'Run that this one belongs to; null if it is a run of its own.',
  })
  async parent(@Ctx() context: Context, @Root() { record }: TrainingRun): Promise<RunParent | null> {
    const { parentId, parentKind: kind, parentStep: step } = record
    if (kind === null) return null
    return { run: (parentId !== null && (await loadRun(context, parentId))) || null, kind, step }
  }

  @FieldResolver(() => RunConnection, { description: 'Runs that belong to this one.' })
  children(
    @Ctx() context: Context,
    @Root() { record }: TrainingRun,
    @Args(() => RunListArgs) args: RunListArgs,
  ) {
    return loadRunPage(context, { parent: record.id }, args)
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
