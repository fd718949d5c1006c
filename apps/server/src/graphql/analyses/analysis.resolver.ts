import {
  badInput,
  requireOne,
  deleteAnalysis,
  restoreAnalysis,
  retryAnalysis,
  startAnalyses,
  startAnalysis,
} from '@mitoscope/lab'
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import { type ById, createPayload } from '../mutation-types.ts'
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

const StartAnalysisPayload = createPayload(
  'StartAnalysis',
  'analysis',
  () => Analysis,
  'The requested analysis, or the existing one of the same question.',
)
const RetryAnalysisPayload = createPayload(
  'RetryAnalysis',
  'analysis',
  () => Analysis,
  'The analysis after the call.',
)
const DeleteAnalysisPayload = createPayload(
  'DeleteAnalysis',
  'analysis',
  () => Analysis,
  'The deleted analysis; restoreAnalysis restores it.',
)
const RestoreAnalysisPayload = createPayload(
  'RestoreAnalysis',
  'analysis',
  () => Analysis,
  'The restored analysis.',
)

const StartAnalysesPayload = createPayload(
  'StartAnalyses',
  'analyses',
  () => [Analysis],
  'One analysis per run and request, grouped by run.',
)

@Resolver()
export class AnalysisResolver {
  @Query(() => Analysis, {
    nullable: true,
    description: 'Analysis by its ID; null if it does not exist or you may not read it.',
  })
  async analysis(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Global ID of the analysis.' }) id: string,
  ) {
    const analysisId = requireId('Analysis', id)
    return (await loadAnalysis(context, analysisId)) ?? null
  }

  @Query(() => AnalysisConnection, { description: 'Analyses that you may read, in one project or in all.' })
  analyses(
    @Ctx() context: Context,
    @Args(() => AnalysisListArgs) args: AnalysisListArgs,
    @Arg('projectId', () => ID, {
      nullable: true,
      description: 'Global ID of the project to list; all projects if omitted.',
    })
    projectId?: string | null,
  ) {
    return loadAnalysisPage(context, { projectId: requireGiven('Project', projectId) }, args)
  }

  @Mutation(() => StartAnalysisPayload, {
    description:
      'Computes a measure on a representation. A stored result is reused unless recompute is true. Requires the EDITOR role.',
  })
  async startAnalysis(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => StartAnalysisInput, { description: 'Representation and measure.' })
    input: StartAnalysisInput,
  ) {
    const { runId, priority, ...request } = input
    const options = { ...request, priority: priority ?? undefined }
    requireOne('input', { representationId: input.representationId, runId })
    if (typeof runId !== 'string' && typeof input.site === 'string')
      throw badInput('site', `"${input.site}" is given with representationId`, 'Give it with runId alone')
    if (typeof runId === 'string') {
      const several = { runIds: [requireId('TrainingRun', runId)], analyses: [options] }
      const [record] = await startAnalyses(lab, actor, { ...options, ...several })
      return { analysis: new Analysis(record) }
    }
    const representationId = requireId('Representation', input.representationId!)
    return { analysis: new Analysis(await startAnalysis(lab, actor, { ...options, representationId })) }
  }

  @Mutation(() => StartAnalysesPayload, {
    description:
      'Computes measures on the latest representation of each of several runs; if one request is rejected, none is started. Stored results are reused. Requires the EDITOR role.',
  })
  async startAnalyses(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => StartAnalysesInput, { description: 'Runs and measures.' }) input: StartAnalysesInput,
  ) {
    const { priority, ...rest } = input
    const runIds = input.runIds.map((id) => requireId('TrainingRun', id))
    const records = await startAnalyses(lab, actor, { ...rest, runIds, priority: priority ?? undefined })
    return { analyses: records.map((record) => new Analysis(record)) }
  }

  @Mutation(() => RetryAnalysisPayload, {
    description:
      'Computes a failed or cancelled analysis again; any other state is a CONFLICT. Requires the EDITOR role.',
  })
  async retryAnalysis(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RetryAnalysisInput, { description: 'Analysis to retry.' }) { id }: ById,
  ) {
    return { analysis: new Analysis(await retryAnalysis(lab, actor, requireId('Analysis', id))) }
  }

  @Mutation(() => DeleteAnalysisPayload, {
    description:
      'Soft-deletes an analysis and cancels its job. restoreAnalysis restores it until a purge removes it. Requires the EDITOR role.',
  })
  async deleteAnalysis(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => DeleteAnalysisInput, { description: 'Analysis to delete.' })
    { id }: ById,
  ) {
    return { analysis: new Analysis(await deleteAnalysis(lab, actor, requireId('Analysis', id))) }
  }

  @Mutation(() => RestoreAnalysisPayload, {
    description: 'Restores a soft-deleted analysis. Requires the EDITOR role.',
  })
  async restoreAnalysis(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RestoreAnalysisInput, { description: 'Analysis to restore.' })
    { id }: ById,
  ) {
    return { analysis: new Analysis(await restoreAnalysis(lab, actor, requireId('Analysis', id))) }
  }
}
