import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { loadRun } from './run.type.ts'
import { loadRunPage } from './load-run-page.ts'
import { RunConnection, RunListArgs } from './run-list.args.ts'
import { TrainingRun } from './run.type.ts'

@Resolver()
export class RunResolver {
  @Query(() => TrainingRun, {
    nullable: true,
    description: 'Training run by its ID; null if it does not exist or you may not read it.',
  })
  async run(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Global ID of the run.' }) id: string,
  ) {
    const runId = requireId('TrainingRun', id)
    return (await loadRun(context, runId)) ?? null
  }

  @Query(() => RunConnection, { description: 'Training runs that you may read, in one project or in all.' })
  runs(
    @Ctx() context: Context,
    @Args(() => RunListArgs) args: RunListArgs,
    @Arg('projectId', () => ID, {
      nullable: true,
      description: 'Global ID of the project to list; all projects if omitted.',
    })
    projectId?: string | null,
  ) {
    return loadRunPage(
      context,
      typeof projectId === 'string' ? { project: requireId('Project', projectId) } : {},
      args,
    )
  }
}
