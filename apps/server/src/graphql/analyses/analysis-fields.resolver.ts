import { findAnalysesOfRuns, type Analysis as AnalysisRecord } from '@mitoscope/lab'
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../context.ts'
import { WorkState } from '../jobs/job-enums.ts'
import { Job } from '../jobs/job.type.ts'
import { loadJobOf } from '../jobs/load-job.ts'
import { loadOne } from '../loaders.ts'
import { loadProject } from '../projects/load-project.ts'
import { Project } from '../projects/project.type.ts'
import { loadRepresentation } from '../representations/load-representation.ts'
import { Representation } from '../representations/representation.type.ts'
import { loadRun } from '../runs/load-run.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { Sweep } from '../sweeps/sweep.type.ts'
import { AnalysisConnection, AnalysisListArgs } from './analysis-list.args.ts'
import { Analysis } from './analysis.type.ts'
import { ResultScalar } from './curve.type.ts'
import { loadAnalysisPage } from './load-analysis.ts'

@Resolver(() => Analysis)
export class AnalysisFieldsResolver {
  @FieldResolver(() => Project, {
    nullable: true,
    description: 'Project of the analysis; null if the viewer may not read it.',
  })
  project(@Ctx() context: Context, @Root() { record }: Analysis) {
    return loadProject(context, record.projectId)
  }

  @FieldResolver(() => TrainingRun, {
    nullable: true,
    description:
      'Training run that the analysis is about; null if it was purged or the viewer may not read it.',
  })
  run(@Ctx() context: Context, @Root() { record }: Analysis) {
    return loadRun(context, record.runId)
  }

  @FieldResolver(() => Representation, {
    nullable: true,
    description:
      'Representation that the analysis is about; null if it was purged or the viewer may not read it.',
  })
  representation(@Ctx() context: Context, @Root() { record }: Analysis) {
    return loadRepresentation(context, record.representationId)
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

@Resolver(() => TrainingRun)
export class RunAnalysesResolver {
  @FieldResolver(() => [Analysis], {
    description: 'Analyses of the run, newest first, at most 200; deleted analyses are excluded.',
  })
  async analyses(
    @Ctx() context: Context,
    @Root() { record }: TrainingRun,
    @Arg('measures', () => [String], {
      nullable: true,
      description: 'Names of measures to include; all measures if omitted.',
    })
    measures?: string[] | null,
    @Arg('states', () => [WorkState], {
      nullable: true,
      description: 'States to include; all states if omitted.',
    })
    states?: AnalysisRecord['state'][] | null,
  ): Promise<Analysis[]> {
    const key = JSON.stringify({ runId: record.id, filter: { measures, states } })
    return ((await loadOne(context, fetchOfRuns, key)) ?? []).map((analysis) => new Analysis(analysis))
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
  ): Promise<ResultScalar | null> {
    const [newest] = await this.analyses(context, run, [measure], ['finished'])
    return newest?.scalar(name) ?? null
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

type Filter = Parameters<typeof findAnalysesOfRuns>[3]

/**
 * Reads the analyses of many runs, with one statement for each distinct filter; a query has one or two of
 * these.
 */
async function fetchOfRuns({ lab, actor }: Context, keys: readonly string[]) {
  const asked = keys.map((key) => ({ key, ...(JSON.parse(key) as { runId: string; filter: Filter }) }))
  const found = new Map<string, AnalysisRecord[]>()
  for (const text of new Set(asked.map(({ filter }) => JSON.stringify(filter)))) {
    const own = asked.filter(({ filter }) => JSON.stringify(filter) === text)
    const runIds = own.map(({ runId }) => runId)
    const byRun = await findAnalysesOfRuns(lab, actor, runIds, JSON.parse(text) as Filter)
    for (const { key, runId } of own) found.set(key, byRun.get(runId) ?? [])
  }
  return found
}
