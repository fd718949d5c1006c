import { startReport, type SlimReport } from '@mitoscope/lab'
import { Arg, Ctx, Field, FieldResolver, Float, ID, InputType, Int, Mutation, ObjectType, Resolver, Root } from 'type-graphql' // prettier-ignore
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { Job } from '../jobs/job.type.ts'
import { loadJobOf } from '../jobs/load-job.ts'
import { loadRun } from '../runs/load-run.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { Sweep } from '../sweeps/sweep.type.ts'
import { ReportRun, SweepReport, toReport } from './report.type.ts'

@InputType({ description: 'A report on a sweep’s finished runs.' })
class StartReportInput {
  @Field(() => ID, { description: 'The sweep.' })
  readonly sweepId!: string
  @Field(() => Float, {
    nullable: true,
    description: 'Mean R² from which a chunk counts as carrying the layer; 0.99 when not given.',
  })
  readonly threshold?: number | null
  @Field(() => Int, { nullable: true, description: 'Random draws per run; 40 when not given.' })
  readonly draws?: number | null
  @Field(() => Float, { nullable: true, description: 'Seed of the draws, a whole number; 0 when not given.' })
  readonly seed?: number | null
}

@ObjectType({ description: 'What startReport did.' })
class StartReportPayload {
  @Field(() => Job, { description: 'The job that makes it.' })
  readonly job!: Job
}

@Resolver()
export class ReportResolver {
  @Mutation(() => StartReportPayload, {
    description:
      'Asks for the report on a sweep. Runs that were summed up before, with these settings, are not again.',
  })
  async startReport(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => StartReportInput, { description: 'Which.' })
    { sweepId, ...settings }: StartReportInput,
  ): Promise<StartReportPayload> {
    const request = { ...settings, sweepId: requireId('Sweep', sweepId) }
    return { job: new Job(await startReport(lab, actor, request)) }
  }
}

@Resolver(() => Sweep)
export class SweepReportResolver {
  @FieldResolver(() => SweepReport, { nullable: true, description: 'The last report that was made of it.' })
  report(@Root() { record }: Sweep): SweepReport | null {
    return record.report && toReport(record.report as unknown as SlimReport)
  }

  @FieldResolver(() => Job, { nullable: true, description: 'The job of the last report that was asked for.' })
  reportJob(@Ctx() context: Context, @Root() { record }: Sweep) {
    return loadJobOf(context, record.id)
  }
}

@Resolver(() => ReportRun)
export class ReportRunResolver {
  @FieldResolver(() => TrainingRun, { nullable: true, description: 'The training run.' })
  run(@Ctx() context: Context, @Root() { runId }: ReportRun) {
    return loadRun(context, runId)
  }
}
