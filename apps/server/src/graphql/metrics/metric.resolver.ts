import { compareSeries, logMetrics } from '@mitoscope/lab'
import { Arg, Args, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireId, toGlobalId } from '../global-id.ts'
import { ComparedSeries, toCompared } from './compared-series.type.ts'
import { LogMetricsInput } from './log-metrics.inputs.ts'
import { ComparedArgs } from './series.args.ts'

/** Not a type of the schema: what a call and each of its batches tell alike. */
@ObjectType()
abstract class LoggedCounts {
  @Field(() => Int, { description: 'Points that were written now, to steps that had no value.' })
  readonly added!: number
  @Field(() => Int, { description: 'Points whose step had a value before: equal and differing.' })
  readonly known!: number
  @Field(() => Int, { description: 'Points whose step had the same value before.' })
  readonly equal!: number
  @Field(() => Int, {
    description:
      'Points whose step had another value before, which stays, or is replaced with onConflict REPLACE.',
  })
  readonly differing!: number
}

@ObjectType({ description: 'What became of the points of one run.' })
class LoggedBatch extends LoggedCounts {
  @Field(() => ID, { description: 'Of the run.' })
  readonly runId!: string
  @Field(() => String, { description: 'The one given, or the one derived from the points.' })
  readonly key!: string
}

@ObjectType({ description: 'What logMetrics did. The points are kept from here on, whatever fails.' })
class LogMetricsPayload extends LoggedCounts {
  @Field(() => [LoggedBatch], { description: 'One by one, in the order of the input.' })
  readonly batches!: LoggedBatch[]
}

@Resolver()
export class MetricResolver {
  @Mutation(() => LogMetricsPayload, {
    description:
      'Writes points of metrics. Sent again, the same points change nothing, with a key or without.',
  })
  async logMetrics(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => LogMetricsInput, { description: 'The points.' }) input: LogMetricsInput,
  ): Promise<LogMetricsPayload> {
    const given = input.batches.map((batch) => ({
      ...batch,
      runId: requireId('TrainingRun', batch.runId),
      points: batch.points?.map((point) => ({ ...point, value: point.value ?? null })),
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

  @Query(() => ComparedSeries, {
    description: 'One metric of several runs at the same steps, with its mean and spread over them.',
  })
  async metricSeries(
    @Ctx() { lab, actor }: Context,
    @Arg('runIds', () => [ID], {
      description: 'The first 500 count. Runs without the metric, or not for you, are left out.',
    })
    ids: string[],
    @Args(() => ComparedArgs) args: ComparedArgs,
  ): Promise<ComparedSeries> {
    const runIds = ids.map((id) => requireId('TrainingRun', id))
    return toCompared(await compareSeries(lab, actor, { ...args, runIds }))
  }
}
