import type { MetricSummary } from '@mitoscope/lab'
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { requireLoaded } from '../loaders.ts'
import type { Context } from '../context.ts'
import { loadModel } from '../models/model.type.ts'
import { Model } from '../models/model.type.ts'
import { loadRunPage } from '../runs/load-run-page.ts'
import { MetricValue } from '../runs/metric-value.ts'
import { RunConnection, RunListArgs } from '../runs/run-list.args.ts'
import { siteChoice } from '../representations/site-choice.ts'
import { Aggregate } from './aggregate.type.ts'
import { loadAggregate } from './load-aggregate.ts'
import { ModelWidth } from './width.type.ts'

@Resolver(() => ModelWidth)
export class WidthResolver {
  @FieldResolver(() => Model, { description: 'Model of the width.' })
  model(@Ctx() context: Context, @Root() { record }: ModelWidth) {
    return requireLoaded(loadModel(context, record.modelId))
  }

  @FieldResolver(() => RunConnection, { description: 'Training runs at this width.' })
  runs(@Ctx() context: Context, @Root() { scope }: ModelWidth, @Args(() => RunListArgs) args: RunListArgs) {
    return loadRunPage(context, scope, args)
  }

  @FieldResolver(() => Aggregate, {
    description: 'Mean and spread of the last test error over the finished and logged runs.',
  })
  testError(@Ctx() context: Context, @Root() { scope }: ModelWidth) {
    return loadAggregate(context, scope, { kind: 'metric', name: 'testError', value: 'last' })
  }

  @FieldResolver(() => Aggregate, {
    description: 'Mean and spread of the last training error over the finished and logged runs.',
  })
  trainError(@Ctx() context: Context, @Root() { scope }: ModelWidth) {
    return loadAggregate(context, scope, { kind: 'metric', name: 'trainError', value: 'last' })
  }

  @FieldResolver(() => Aggregate, {
    description: 'Mean and spread of a metric over the finished and logged runs.',
  })
  metric(
    @Ctx() context: Context,
    @Root() { scope }: ModelWidth,
    @Arg('name', () => String, { description: 'Name of the metric, for example "testLoss".' }) name: string,
    @Arg('value', () => MetricValue, {
      defaultValue: 'last',
      description: 'Summary value of the metric of each run.',
    })
    value: MetricSummary,
  ) {
    return loadAggregate(context, scope, { kind: 'metric', name, value })
  }

  @FieldResolver(() => Aggregate, {
    description:
      'Mean and spread of w*, the chunk size from which a chunk carries the information of the whole layer: from the latest critical-width analysis of each run, else from the report of its sweep.',
  })
  criticalWidth(
    @Ctx() context: Context,
    @Root() { scope }: ModelWidth,
    @Arg('site', () => String, siteChoice) site?: string | null,
  ) {
    return loadAggregate(context, scope, { kind: 'criticalWidth', site })
  }

  @FieldResolver(() => Aggregate, {
    description:
      'Mean and spread of the number of neuron groups, W / w*, from the same source as criticalWidth.',
  })
  groups(
    @Ctx() context: Context,
    @Root() { scope }: ModelWidth,
    @Arg('site', () => String, siteChoice) site?: string | null,
  ) {
    return loadAggregate(context, scope, { kind: 'groups', site })
  }

  @FieldResolver(() => Aggregate, {
    description:
      'Mean and spread of the first evaluated epoch with training error exactly 0, over the runs that have one.',
  })
  interpolationEpoch(@Ctx() context: Context, @Root() { scope }: ModelWidth) {
    return loadAggregate(context, scope, { kind: 'interpolationEpoch' })
  }

  @FieldResolver(() => Aggregate, {
    description:
      'Mean and spread of one number of the latest analysis of each run by the newest version of a measure.',
  })
  scalar(
    @Ctx() context: Context,
    @Root() { scope }: ModelWidth,
    @Arg('measure', () => String, { description: 'Name of the measure, for example "critical-width".' })
    measure: string,
    @Arg('name', () => String, {
      description: 'Name of the number in the result, for example "criticalSize".',
    })
    name: string,
    @Arg('site', () => String, siteChoice) site?: string | null,
  ) {
    return loadAggregate(context, scope, { kind: 'scalar', measure, name, site })
  }
}
