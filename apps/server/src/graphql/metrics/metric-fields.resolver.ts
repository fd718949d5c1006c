import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../context.ts'
import { RunBranch } from '../runs/run-branch.type.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { DecimatedSeries } from './decimated-series.type.ts'
import { SafeInt } from '../safe-int.ts'
import {
  hasDiverged,
  loadDecimated,
  loadOverAxis,
  loadSeriesOf,
  loadSeriesOfBranch,
  loadTimes,
  loadValues,
} from './load-series.ts'
import { MetricPointsPage, timesDescription } from './metric-points.type.ts'
import { MetricSeries } from './metric-series.type.ts'
import { OverArgs, SeriesOverAxis } from './over-axis.types.ts'
import { DecimatedArgs, ValuesArgs } from './series.args.ts'

@Resolver(() => MetricSeries)
export class MetricSeriesFieldsResolver {
  @FieldResolver(() => MetricPointsPage, {
    description: 'Page of the points, exactly as they were logged.',
  })
  values(
    @Ctx() context: Context,
    @Root() { record }: MetricSeries,
    @Args(() => ValuesArgs) args: ValuesArgs,
  ) {
    return loadValues(context, record, args)
  }

  @FieldResolver(() => DecimatedSeries, {
    description: 'Points of the series or of a range of steps, reduced to a number that suits a chart.',
  })
  decimated(
    @Ctx() context: Context,
    @Root() { record }: MetricSeries,
    @Args(() => DecimatedArgs) args: DecimatedArgs,
  ) {
    return loadDecimated(context, record, args)
  }

  @FieldResolver(() => SeriesOverAxis, {
    description:
      'Points of the series over its step, over time or over another metric of the run, reduced to a number that suits a chart.',
  })
  over(
    @Ctx() context: Context,
    @Root() { record }: MetricSeries,
    @Args(() => OverArgs) args: OverArgs,
  ): Promise<SeriesOverAxis> {
    return loadOverAxis(context, record, args)
  }
}

@Resolver(() => DecimatedSeries)
export class DecimatedTimesResolver {
  @FieldResolver(() => [SafeInt], { nullable: 'items', description: timesDescription })
  times(@Ctx() context: Context, @Root() { seriesId, steps }: DecimatedSeries): Promise<(number | null)[]> {
    return loadTimes(context, seriesId, steps)
  }
}

@Resolver(() => TrainingRun)
export class RunMetricsResolver {
  @FieldResolver(() => [MetricSeries], { description: 'Metrics of the run, ordered by name.' })
  async metrics(
    @Ctx() context: Context,
    @Root() { record }: TrainingRun,
    @Arg('names', () => [String], {
      nullable: true,
      description: 'Names of metrics to include; all metrics if omitted.',
    })
    names?: string[] | null,
  ): Promise<MetricSeries[]> {
    const all = await loadSeriesOf(context, record.id)
    return names ? all.filter((series) => names.includes(series.name())) : all
  }

  @FieldResolver(() => Boolean, {
    description:
      'True if a loss of the run ended not finite: a metric whose name contains loss, nll, entropy or perplexity. Means over runs leave such a run out.',
  })
  async diverged(@Ctx() context: Context, @Root() { record }: TrainingRun): Promise<boolean> {
    return hasDiverged(context, record.id)
  }

  @FieldResolver(() => MetricSeries, {
    nullable: true,
    description: 'Metric of the run by its name; null if the run has none of this name.',
  })
  async metric(
    @Ctx() context: Context,
    @Root() { record }: TrainingRun,
    @Arg('name', () => String, { description: 'Name of the metric.' }) name: string,
  ): Promise<MetricSeries | undefined> {
    return (await loadSeriesOf(context, record.id)).find((series) => series.name() === name)
  }
}

@Resolver(() => RunBranch)
export class BranchMetricsResolver {
  @FieldResolver(() => [MetricSeries], { description: 'Metrics of the branch, ordered by name.' })
  series(@Ctx() context: Context, @Root() { record }: RunBranch): Promise<MetricSeries[]> {
    return loadSeriesOfBranch(context, record.id)
  }
}
