import { groupRuns, type GroupField as Field_, type GroupRuns, type MetricSummary } from '@mitoscope/lab'
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Query, registerEnumType, Resolver, Root } from 'type-graphql' // prettier-ignore
import type { Context } from '../context.ts'
import { requireId, toGlobalId } from '../global-id.ts'
import { loadRun } from '../runs/load-run.ts'
import { MetricValue } from '../runs/metric-value.ts'
import { RunFilter } from '../runs/run-filter.inputs.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { toRunFilter } from '../runs/run-list.args.ts'
import { Aggregate } from '../widths/aggregate.type.ts'
import { loadGroupAggregate } from './load-group-aggregate.ts'
import { loadGroupRuns } from './load-group-runs.ts'
import { RunGroup } from './run-group.type.ts'

const RunGroupField = {
  WIDTH: 'width',
  WEIGHT_DECAY: 'weightDecay',
  SEED: 'seed',
  DATASET: 'dataset',
  STATE: 'state',
  MODEL: 'model',
  SWEEP: 'sweep',
} as const satisfies Record<string, Field_>
registerEnumType(RunGroupField, {
  name: 'RunGroupField',
  description: 'What of training runs can be the same.',
  valuesConfig: {
    WIDTH: { description: 'Their width.' },
    WEIGHT_DECAY: { description: 'Their weight decay.' },
    SEED: { description: 'Their seed.' },
    DATASET: { description: 'What they are trained on.' },
    STATE: { description: 'How far they are, in small letters.' },
    MODEL: { description: 'Their model, by its id.' },
    SWEEP: { description: 'Their sweep, by its id.' },
  },
})

@InputType({
  description: 'What the runs of a group have in common: everything given. Nothing given is one group.',
})
class RunGroupingInput {
  @Field(() => [RunGroupField], { nullable: true, description: 'These fields.' })
  readonly fields?: Field_[] | null
  @Field(() => [String], {
    nullable: true,
    description: 'These values of the configuration, as "optimizer.lr".',
  })
  readonly config?: string[] | null
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Everything but the seed: model, width, weight decay, dataset and the rest of the configuration.',
  })
  readonly allButSeed?: boolean | null
}

@Resolver(() => RunGroup)
export class RunGroupResolver {
  @Query(() => [RunGroup], {
    description: 'Training runs in groups, in the order of what they have in common; at most 1,000.',
  })
  async runGroups(
    @Ctx() { lab, actor }: Context,
    @Arg('by', () => RunGroupingInput, { description: 'What makes a group.' }) by: RunGroupingInput,
    @Arg('projectId', () => ID, { nullable: true, description: 'Of this project only.' })
    projectId?: string | null,
    @Arg('filter', () => RunFilter, { nullable: true, description: 'Which runs.' }) filter?: RunFilter | null,
  ): Promise<RunGroup[]> {
    const scope = typeof projectId === 'string' ? { project: requireId('Project', projectId) } : {}
    const request: GroupRuns = { ...by, scope, filter: filter && toRunFilter(filter) }
    return (await groupRuns(lab, actor, request, [])).map((record) => new RunGroup(request, record))
  }

  @FieldResolver(() => [ID], { description: 'Ids of its first runs, by width, seed and age.' })
  async runIds(
    @Ctx() context: Context,
    @Root() group: RunGroup,
    @Arg('first', () => Int, { defaultValue: 100, description: 'At most so many, 500 at most.' })
    first: number,
  ): Promise<string[]> {
    return (await loadGroupRuns(context, group, first)).map((id) => toGlobalId('TrainingRun', id))
  }

  @FieldResolver(() => [TrainingRun], { description: 'Its first runs, by width, seed and age.' })
  async runs(
    @Ctx() context: Context,
    @Root() group: RunGroup,
    @Arg('first', () => Int, { defaultValue: 20, description: 'At most so many, 500 at most.' })
    first: number,
  ): Promise<TrainingRun[]> {
    const ids = await loadGroupRuns(context, group, first)
    const runs = await Promise.all(ids.map((id) => loadRun(context, id)))
    return runs.filter((run) => run !== undefined)
  }

  @FieldResolver(() => Aggregate, { description: 'A metric over the runs that are finished or logged.' })
  metric(
    @Ctx() context: Context,
    @Root() group: RunGroup,
    @Arg('name', () => String, { description: 'As "testError".' }) name: string,
    @Arg('value', () => MetricValue, { defaultValue: 'last', description: 'Which of its values.' })
    value: MetricSummary,
  ) {
    return loadGroupAggregate(context, group, { kind: 'metric', name, value })
  }

  @FieldResolver(() => Aggregate, { description: 'A scalar of each run’s last analysis by a measure.' })
  scalar(
    @Ctx() context: Context,
    @Root() group: RunGroup,
    @Arg('measure', () => String, { description: 'As "critical-width".' }) measure: string,
    @Arg('name', () => String, { description: 'As "criticalSize".' }) name: string,
  ) {
    return loadGroupAggregate(context, group, { kind: 'scalar', measure, name })
  }

  @FieldResolver(() => Aggregate, { description: 'w*: the size from which a chunk carries the whole layer.' })
  criticalWidth(@Ctx() context: Context, @Root() group: RunGroup) {
    return loadGroupAggregate(context, group, { kind: 'criticalWidth' })
  }

  @FieldResolver(() => Aggregate, { description: 'Number of groups of neurons W / w*.' })
  groups(@Ctx() context: Context, @Root() group: RunGroup) {
    return loadGroupAggregate(context, group, { kind: 'groups' })
  }

  @FieldResolver(() => Aggregate, { description: 'First evaluated epoch with training error 0.' })
  interpolationEpoch(@Ctx() context: Context, @Root() group: RunGroup) {
    return loadGroupAggregate(context, group, { kind: 'interpolationEpoch' })
  }
}
