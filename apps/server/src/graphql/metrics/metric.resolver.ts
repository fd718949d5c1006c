import { compareSeries, logMetrics, setStepMetrics } from '@mitoscope/lab'
import { Arg, Args, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireId, toGlobalId } from '../global-id.ts'
import { ComparedSeries, toCompared } from './compared-series.type.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { LogMetricsInput } from './log-metrics.inputs.ts'
import { SetStepMetricsInput, SetStepMetricsPayload } from './step-metrics.types.ts'
import { ComparedArgs } from './over-axis.types.ts'

/** Counts that the outcome of a call and those of its batches share; not a type of the schema. */
@ObjectType()
abstract class LoggedCounts {
  @Field(() => Int, { description: 'Number of points that this call wrote to steps without a value.' })
  readonly added!: number
  @Field(() => Int, { description: 'Number of points whose step already had a value: equal plus differing.' })
  readonly known!: number
  @Field(() => Int, { description: 'Number of points whose step already had the same value.' })
  readonly equal!: number
  @Field(() => Int, {
    description:
      'Number of points whose step already had a different value, which stays unless onConflict is REPLACE.',
  })
  readonly differing!: number
}

@ObjectType({ description: 'Outcome of one batch of points.' })
class LoggedBatch extends LoggedCounts {
  @Field(() => ID, { description: 'Global ID of the run.' })
  readonly runId!: string
  @Field(() => String, { description: 'Key of the batch: the given one, or the hash of the points.' })
  readonly key!: string
}

@ObjectType({ description: 'Result of logMetrics. The points are stored durably when it returns.' })
class LogMetricsPayload extends LoggedCounts {
  @Field(() => [LoggedBatch], { description: 'Outcome of each batch, in the order of the input.' })
  readonly batches!: LoggedBatch[]
}

@Resolver()
export class MetricResolver {
  @Mutation(() => LogMetricsPayload, {
    description:
      'Writes points of metrics and counts as a heartbeat of the runs. A repeated identical call changes nothing, with or without a key. Requires the EDITOR role.',
  })
  async logMetrics(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => LogMetricsInput, { description: 'Points to write.' }) input: LogMetricsInput,
  ): Promise<LogMetricsPayload> {
    const given = input.batches.map((batch) => ({
      ...batch,
      runId: requireId('TrainingRun', batch.runId),
      points: batch.points?.map((point) => ({
        ...point,
        value: point.value ?? null,
        time: point.time ?? null,
      })),
    }))
    const written = await logMetrics(lab, actor, given, input.onConflict)
    const batches = written.map((batch) => ({ ...batch, runId: toGlobalId('TrainingRun', batch.runId) }))
    const sum = (of: keyof LoggedCounts) => batches.reduce((total, batch) => total + batch[of], 0)
    return {
      added: sum('added'),
      known: sum('known'),
      equal: sum('equal'),
      differing: sum('differing'),
      batches,
    }
  }

  @Mutation(() => SetStepMetricsPayload, {
    description:
      'Sets the step metrics of series of a run, all or none: the metric whose values are the true x of another one. A series that the run lacks is NOT_FOUND. Requires the EDITOR role.',
  })
  async setStepMetrics(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => SetStepMetricsInput, { description: 'Run and its step metrics.' })
    input: SetStepMetricsInput,
  ) {
    const runId = requireId('TrainingRun', input.runId)
    return { run: new TrainingRun(await setStepMetrics(lab, actor, { ...input, runId })) }
  }

  @Query(() => ComparedSeries, {
    description:
      'One metric of several runs at common steps, or at common places of another axis, with mean and spread over the runs.',
  })
  async metricSeries(
    @Ctx() { lab, actor }: Context,
    @Arg('runIds', () => [ID], {
      description:
        'Global IDs of the training runs; IDs after the first 500 are ignored. Runs without the metric, and runs that you may not read, are left out.',
    })
    ids: string[],
    @Args(() => ComparedArgs) args: ComparedArgs,
  ): Promise<ComparedSeries> {
    const runIds = ids.map((id) => requireId('TrainingRun', id))
    return toCompared(await compareSeries(lab, actor, { ...args, runIds }))
  }
}
