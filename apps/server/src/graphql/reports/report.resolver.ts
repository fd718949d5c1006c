import { findSiteReports, startReport } from '@mitoscope/lab'
import { Arg, Ctx, Field, FieldResolver, Float, ID, InputType, Int, Mutation, Resolver, Root } from 'type-graphql' // prettier-ignore
import { loadOne } from '../loaders.ts'
import { siteChoice } from '../representations/site-choice.ts'
import { createPayload } from '../mutation-types.ts'
import { SafeInt } from '../safe-int.ts'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { Job } from '../jobs/job.type.ts'
import { loadJobOf } from '../jobs/load-job.ts'
import { loadRun } from '../runs/run.type.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { Sweep } from '../sweeps/sweep.type.ts'
import { ReportRun, SweepReport, toReport } from './report.type.ts'

@InputType({ description: 'Report on the finished runs of a sweep.' })
class StartReportInput {
  @Field(() => ID, { description: 'Global ID of the sweep.' })
  readonly sweepId!: string
  @Field(() => Float, {
    nullable: true,
    description: 'Mean R² from which a chunk counts as carrying the information of the layer; default 0.99.',
  })
  readonly threshold?: number | null
  @Field(() => Int, { nullable: true, description: 'Number of random draws per run; default 40.' })
  readonly draws?: number | null
  @Field(() => SafeInt, {
    nullable: true,
    description: 'Seed of the random draws, an integer from 0 to 2^53 − 1; default 0.',
  })
  readonly seed?: number | null
  @Field(() => String, siteChoice)
  readonly site?: string | null
}

const StartReportPayload = createPayload('StartReport', 'job', () => Job, 'Job that computes the report.')

@Resolver()
export class ReportResolver {
  @Mutation(() => StartReportPayload, {
    description:
      'Starts the report on a sweep. Runs with a stored result for the same settings are not computed again. A sweep without finished runs, and one whose report with other settings is under way, are a CONFLICT. Requires the EDITOR role.',
  })
  async startReport(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => StartReportInput, { description: 'Sweep and settings of the report.' })
    { sweepId, ...settings }: StartReportInput,
  ) {
    const request = { ...settings, sweepId: requireId('Sweep', sweepId) }
    return { job: new Job(await startReport(lab, actor, request)) }
  }
}

@Resolver(() => Sweep)
export class SweepReportResolver {
  @FieldResolver(() => SweepReport, {
    nullable: true,
    description: 'Latest report on the sweep; null if there is none.',
  })
  async report(
    @Ctx() context: Context,
    @Root() { record }: Sweep,
    @Arg('site', () => String, {
      nullable: true,
      description:
        'Site that the report is about, for example "layer4". Default: "last-hidden", or the only site that the model had when the report was made.',
    })
    site?: string | null,
  ): Promise<SweepReport | null> {
    if (typeof site !== 'string') return record.report && toReport(record.report)
    const found = (await this.reports(context, record)).find((report) => report.site === site)
    return found ?? null
  }

  @FieldResolver(() => [SweepReport], {
    description: 'Latest report on each site of the sweep that has one, the usual one first.',
  })
  async siteReports(@Ctx() context: Context, @Root() { record }: Sweep): Promise<SweepReport[]> {
    return this.reports(context, record)
  }

  private async reports(context: Context, { id, report }: Sweep['record']): Promise<SweepReport[]> {
    const others = (await loadOne(context, fetchReports, id)) ?? []
    return [...(report ? [report] : []), ...others].map(toReport)
  }

  @FieldResolver(() => Job, {
    nullable: true,
    description: 'Job of the latest requested report; null if there is none.',
  })
  reportJob(@Ctx() context: Context, @Root() { record }: Sweep) {
    return loadJobOf(context, record.id)
  }
}

@Resolver(() => ReportRun)
export class ReportRunResolver {
  @FieldResolver(() => TrainingRun, {
    nullable: true,
    description: 'Training run of the entry; null if it was purged or the viewer may not read it.',
  })
  run(@Ctx() context: Context, @Root() { runId }: ReportRun) {
    return loadRun(context, runId)
  }
}

function fetchReports({ lab }: Context, sweepIds: readonly string[]) {
  return findSiteReports(lab, sweepIds)
}
