import type { MetricSummary } from '@mitoscope/lab'
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../context.ts'
import { loadModel } from '../models/load-model.ts'
import { Model } from '../models/model.type.ts'
import { loadRunPage } from '../runs/load-run-page.ts'
import { MetricValue } from '../runs/metric-value.ts'
import { RunConnection, RunListArgs } from '../runs/run-list.args.ts'
import { Aggregate } from './aggregate.type.ts'
import { loadAggregate } from './load-aggregate.ts'
import { ModelWidth } from './width.type.ts'

@Resolver(() => ModelWidth)
export class WidthResolver {
  @FieldResolver(() => Model, { nullable: true, description: 'What is trained at this width.' })
  model(@Ctx() context: Context, @Root() { record }: ModelWidth) {
    return loadModel(context, record.modelId)
  }

  @FieldResolver(() => RunConnection, { description: 'Its training runs.' })
  runs(@Ctx() context: Context, @Root() { scope }: ModelWidth, @Args(() => RunListArgs) args: RunListArgs) {
    return loadRunPage(context, scope, args)
  }

  @FieldResolver(() => Aggregate, {
    description: 'Last test error over the runs that are finished or logged.',
  })
  testError(@Ctx() context: Context, @Root() { scope }: ModelWidth) {
    return loadAggregate(context, scope, { kind: 'metric', name: 'testError', value: 'last' })
  }

  @FieldResolver(() => Aggregate, {
    description: 'Last train error over the runs that are finished or logged.',
  })
  trainError(@Ctx() context: Context, @Root() { scope }: ModelWidth) {
    return loadAggregate(context, scope, { kind: 'metric', name: 'trainError', value: 'last' })
  }

  @FieldResolver(() => Aggregate, { description: 'Any metric over the runs that are finished or logged.' })
  metric(
    @Ctx() context: Context,
    @Root() { scope }: ModelWidth,
    @Arg('name', () => String, { description: 'As "testLoss".' }) name: string,
    @Arg('value', () => MetricValue, { defaultValue: 'last', description: 'Which of its values.' })
    value: MetricSummary,
  ) {
    return loadAggregate(context, scope, { kind: 'metric', name, value })
  }

  @FieldResolver(() => Aggregate, {
    description:
      'w*: the size from which a chunk carries the whole layer. Of each run’s last analysis by critical-width, or else of its sweep’s report.',
  })
  criticalWidth(@Ctx() context: Context, @Root() { scope }: ModelWidth) {
    return loadAggregate(context, scope, { kind: 'criticalWidth' })
  }

  @FieldResolver(() => Aggregate, { description: 'Number of groups W / w*, from where w* is.' })
  groups(@Ctx() context: Context, @Root() { scope }: ModelWidth) {
    return loadAggregate(context, scope, { kind: 'groups' })
  }

  @FieldResolver(() => Aggregate, {
    description: 'First evaluated epoch with training error 0, over the runs that have one.',
  })
  interpolationEpoch(@Ctx() context: Context, @Root() { scope }: ModelWidth) {
    return loadAggregate(context, scope, { kind: 'interpolationEpoch' })
  }

  @FieldResolver(() => Aggregate, { description: 'Any scalar of each run’s last analysis by a measure.' })
  scalar(
    @Ctx() context: Context,
    @Root() { scope }: ModelWidth,
    @Arg('measure', () => String, { description: 'As "critical-width".' }) measure: string,
    @Arg('name', () => String, { description: 'As "criticalSize".' }) name: string,
  ) {
    return loadAggregate(context, scope, { kind: 'scalar', measure, name })
  }
}
