import {
  badInput,
  deleteAnalysis,
  restoreAnalysis,
  retryAnalysis,
  startAnalyses,
  startAnalysis,
} from '@mitoscope/lab'
import { Arg, Args, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireGiven, requireId } from '../global-id.ts'
import { AnalysisConnection, AnalysisListArgs } from './analysis-list.args.ts'
import {
  DeleteAnalysisInput,
  RestoreAnalysisInput,
  RetryAnalysisInput,
  StartAnalysesInput,
  StartAnalysisInput,
} from './analysis.inputs.ts'
import { Analysis } from './analysis.type.ts'
import { loadAnalysis, loadAnalysisPage } from './load-analysis.ts'

@ObjectType({ description: 'What a command about an analysis did.' })
class AnalysisPayload {
  @Field(() => Analysis, { description: 'The analysis, as it is now.' })
  readonly analysis!: Analysis
}

@ObjectType({ description: 'What startAnalyses did.' })
class StartAnalysesPayload {
  @Field(() => [Analysis], { description: 'An analysis per run and request, run by run.' })
  readonly analyses!: Analysis[]
}

@Resolver()
export class AnalysisResolver {
  @Query(() => Analysis, { nullable: true, description: 'The analysis with this id.' })
  async analysis(@Ctx() context: Context, @Arg('id', () => ID, { description: 'Its id.' }) id: string) {
    const analysisId = requireId('Analysis', id)
    return (await loadAnalysis(context, analysisId)) ?? null
  }

  @Query(() => AnalysisConnection, { description: 'Analyses that you may read, of a project or of all.' })
  analyses(
    @Ctx() context: Context,
    @Args(() => AnalysisListArgs) args: AnalysisListArgs,
    @Arg('projectId', () => ID, { nullable: true, description: 'Of this project only.' })
    projectId?: string | null,
  ) {
    return loadAnalysisPage(context, { projectId: requireGiven('Project', projectId) }, args)
  }

  @Mutation(() => AnalysisPayload, {
    description: 'Asks for a measure on a representation. What has been answered is not computed again.',
  })
  async startAnalysis(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => StartAnalysisInput, { description: 'What to compute.' }) input: StartAnalysisInput,
  ): Promise<AnalysisPayload> {
    const { runId, priority, ...request } = input
    const options = { ...request, priority: priority ?? undefined }
    if (!input.representationId && runId) {
      const several = { runIds: [requireId('TrainingRun', runId)], analyses: [options] }
      const [record] = await startAnalyses(lab, actor, { ...options, ...several })
      return { analysis: new Analysis(record) }
    }
    if (!input.representationId)
      throw badInput('representationId', 'neither it nor runId is given', 'Give one of the two')
    const representationId = requireId('Representation', input.representationId)
    return { analysis: new Analysis(await startAnalysis(lab, actor, { ...options, representationId })) }
  }

  @Mutation(() => StartAnalysesPayload, {
    description: 'Asks for measures on the last representation of each of several runs: all of them or none.',
  })
  async startAnalyses(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => StartAnalysesInput, { description: 'What to compute.' }) input: StartAnalysesInput,
  ): Promise<StartAnalysesPayload> {
    const { priority, ...rest } = input
    const runIds = input.runIds.map((id) => requireId('TrainingRun', id))
    const records = await startAnalyses(lab, actor, { ...rest, runIds, priority: priority ?? undefined })
    return { analyses: records.map((record) => new Analysis(record)) }
  }

  @Mutation(() => AnalysisPayload, { description: 'Computes a failed or cancelled analysis once more.' })
  async retryAnalysis(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RetryAnalysisInput, { description: 'Which.' }) { id }: RetryAnalysisInput,
  ): Promise<AnalysisPayload> {
    return { analysis: new Analysis(await retryAnalysis(lab, actor, requireId('Analysis', id))) }
  }

  @Mutation(() => AnalysisPayload, { description: 'Hides an analysis, until it is restored or purged.' })
  async deleteAnalysis(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => DeleteAnalysisInput, { description: 'Which.' }) { id }: DeleteAnalysisInput,
  ): Promise<AnalysisPayload> {
    return { analysis: new Analysis(await deleteAnalysis(lab, actor, requireId('Analysis', id))) }
  }

  @Mutation(() => AnalysisPayload, { description: 'Brings a deleted analysis back.' })
  async restoreAnalysis(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RestoreAnalysisInput, { description: 'Which.' }) { id }: RestoreAnalysisInput,
  ): Promise<AnalysisPayload> {
    return { analysis: new Analysis(await restoreAnalysis(lab, actor, requireId('Analysis', id))) }
  }
}
