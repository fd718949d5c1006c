import {
  countAnalysesOfRuns,
  findAnalysesOfRuns,
  type Actor,
  type AnalysisChoice,
  type Lab,
} from '@mitoscope/lab'
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql'
import type { Context } from '../context.ts'
import { WorkState } from '../jobs/job-enums.ts'
import { Job } from '../jobs/job.type.ts'
import { loadJobOf } from '../jobs/load-job.ts'
import { loadOne, requireLoaded } from '../loaders.ts'
import { loadProject } from '../projects/project.type.ts'
import { Project } from '../projects/project.type.ts'
import { loadRepresentation } from '../representations/representation.type.ts'
import { Representation } from '../representations/representation.type.ts'
import { loadRun } from '../runs/run.type.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { Sweep } from '../sweeps/sweep.type.ts'
import { siteChoice } from '../representations/site-choice.ts'
import { AnalysisConnection, AnalysisListArgs } from './analysis-list.args.ts'
import { Analysis } from './analysis.type.ts'
import { ResultScalar } from './curve.type.ts'
import { loadAnalysisPage } from './load-analysis.ts'

@Resolver(() => Analysis)
export class AnalysisFieldsResolver {
  @FieldResolver(() => Project, { description: 'Project of the analysis.' })
  project(@Ctx() context: Context, @Root() { record }: Analysis) {
    return requireLoaded(loadProject(context, record.projectId))
  }

  @FieldResolver(() => TrainingRun, { description: 'Training run that the analysis is about.' })
  run(@Ctx() context: Context, @Root() { record }: Analysis) {
    return requireLoaded(loadRun(context, record.runId))
  }

  @FieldResolver(() => Representation, { description: 'Representation that the analysis is about.' })
  representation(@Ctx() context: Context, @Root() { record }: Analysis) {
    return requireLoaded(loadRepresentation(context, record.representationId))
  }

  @FieldResolver(() => String, {
    description:
      'Site of the representation that the analysis is about: name of the layer, for example "layer4".',
  })
  async site(@Ctx() context: Context, @Root() { record }: Analysis): Promise<string> {
    return (await requireLoaded(loadRepresentation(context, record.representationId))).site()
  }

  @FieldResolver(() => Job, {
    nullable: true,
    description:
      'Job that computes the analysis, with progress, remaining time and log; null if a stored result was reused.',
  })
  job(@Ctx() context: Context, @Root() { record }: Analysis) {
    return loadJobOf(context, record.id)
  }
}

@ArgsType()
class RunAnalysesArgs {
  @Field(() => [String], {
    nullable: true,
    description: 'Names of measures to include; all measures if omitted.',
  })
  readonly measures?: string[] | null
  @Field(() => [WorkState], { nullable: true, description: 'States to include; all states if omitted.' })
  readonly states?: (typeof WorkState)[keyof typeof WorkState][] | null
  @Field(() => [String], {
    nullable: true,
    description: 'Sites of the representations to include; all sites if omitted.',
  })
  readonly sites?: string[] | null
}

@Resolver(() => TrainingRun)
export class RunAnalysesResolver {
  @FieldResolver(() => [Analysis], {
    description:
      'Newest analyses of the run, at most 200, without deleted ones. Query.analyses with a filter by runId lists all of them in pages.',
  })
  async analyses(
    @Ctx() context: Context,
    @Root() { record }: TrainingRun,
    @Args(() => RunAnalysesArgs) choice: RunAnalysesArgs,
  ): Promise<Analysis[]> {
    const found = await loadOne(context, fetchOfRuns, toKey(record.id, choice))
    return (found ?? []).map((analysis) => new Analysis(analysis))
  }

  @FieldResolver(() => Int, {
    description: 'Number of analyses of the run, without deleted ones, listed by `analyses` or not.',
  })
  async analysisCount(
    @Ctx() context: Context,
    @Root() { record }: TrainingRun,
    @Args(() => RunAnalysesArgs) choice: RunAnalysesArgs,
  ): Promise<number> {
    return (await loadOne(context, countOfRuns, toKey(record.id, choice))) ?? 0
  }

  @FieldResolver(() => ResultScalar, {
    nullable: true,
    description:
      'One number of the newest finished analysis of the run by a measure; null if there is no such analysis or number.',
  })
  async scalar(
    @Ctx() context: Context,
    @Root() run: TrainingRun,
    @Arg('measure', () => String, { description: 'Name of the measure, for example "critical-width".' })
    measure: string,
    @Arg('name', () => String, {
      description: 'Name of the number in the result, for example "criticalSize".',
    })
    name: string,
    @Arg('site', () => String, siteChoice) site?: string | null,
  ): Promise<ResultScalar | null> {
    const ofSite = typeof site === 'string' ? { sites: [site] } : { usualSite: true }
    const choice = { measures: [measure], states: ['finished' as const], ...ofSite }
    const [newest] = (await loadOne(context, fetchOfRuns, toKey(run.record.id, choice))) ?? []
    return newest ? new Analysis(newest).scalar(name) : null
  }
}

@Resolver(() => Representation)
export class RepresentationAnalysesResolver {
  @FieldResolver(() => AnalysisConnection, { description: 'Analyses of the representation.' })
  analyses(
    @Ctx() context: Context,
    @Root() { record }: Representation,
    @Args(() => AnalysisListArgs) args: AnalysisListArgs,
  ) {
    return loadAnalysisPage(context, { representationId: record.id }, args)
  }
}

@Resolver(() => Sweep)
export class SweepAnalysesResolver {
  @FieldResolver(() => AnalysisConnection, { description: 'Analyses of the runs of the sweep.' })
  analyses(
    @Ctx() context: Context,
    @Root() { record }: Sweep,
    @Args(() => AnalysisListArgs) args: AnalysisListArgs,
  ) {
    return loadAnalysisPage(context, { sweepId: record.id }, args)
  }
}

function toKey(runId: string, { measures, states, sites, usualSite }: AnalysisChoice): string {
  return JSON.stringify({ runId, choice: { measures, states, sites, usualSite } })
}

function fetchOfRuns({ lab, actor }: Context, keys: readonly string[]) {
  return readOfRuns(lab, actor, keys, findAnalysesOfRuns)
}

function countOfRuns({ lab, actor }: Context, keys: readonly string[]) {
  return readOfRuns(lab, actor, keys, countAnalysesOfRuns)
}

/**
 * Reads something of the analyses of many runs, with one statement for each distinct choice; a query has one
 * or two of these.
 */
async function readOfRuns<T>(
  lab: Lab,
  actor: Actor,
  keys: readonly string[],
  read: (lab: Lab, actor: Actor, runIds: string[], choice: AnalysisChoice) => Promise<Map<string, T>>,
): Promise<Map<string, T>> {
  const asked = keys.map((key) => ({
    key,
    ...(JSON.parse(key) as { runId: string; choice: AnalysisChoice }),
  }))
  const found = new Map<string, T>()
  for (const text of new Set(asked.map(({ choice }) => JSON.stringify(choice)))) {
    const own = asked.filter(({ choice }) => JSON.stringify(choice) === text)
    const runIds = own.map(({ runId }) => runId)
    const byRun = await read(lab, actor, runIds, JSON.parse(text) as AnalysisChoice)
    for (const { key, runId } of own) if (byRun.has(runId)) found.set(key, byRun.get(runId)!)
  }
  return found
}
