import { groupRuns, type GroupField as Field_, type GroupRuns, type MetricSummary } from '@mitoscope/lab'
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Query, registerEnumType, Resolver, Root } from 'type-graphql' // prettier-ignore
import type { Context } from '../context.ts'
import { requireId, toGlobalId } from '../global-id.ts'
import { loadRun } from '../runs/run.type.ts'
import { MetricValue } from '../runs/metric-value.ts'
import { RunFilter } from '../runs/run-filter.inputs.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { toRunFilter } from '../runs/run-list.args.ts'
import { siteChoice } from '../representations/site-choice.ts'
import { Aggregate } from '../widths/aggregate.type.ts'
import { loadGroupAggregate, loadGroupRuns } from './load-run-groups.ts'
import { RunGroup } from './run-group.type.ts'

const RunGroupField = {
  WIDTH: 'width',
  WEIGHT_DECAY: 'weightDecay',
  SEED: 'seed',
  DATASET: 'dataset',
  STATE: 'state',
  MODEL: 'model',
  SWEEP: 'sweep',
  GROUP: 'group',
  JOB_TYPE: 'jobType',
} as const satisfies Record<string, Field_>
registerEnumType(RunGroupField, {
  name: 'RunGroupField',
  description: 'Fields that training runs can be grouped by.',
  valuesConfig: {
    WIDTH: { description: 'Width of the run.' },
    WEIGHT_DECAY: { description: 'Weight decay of the run.' },
    SEED: { description: 'Seed of the run.' },
    DATASET: { description: 'Name of the dataset.' },
    STATE: { description: 'State of the run, in lower case.' },
    MODEL: { description: 'ID of the model.' },
    SWEEP: { description: 'ID of the sweep.' },
    GROUP: { description: 'Group of the run, as its script gave it.' },
    JOB_TYPE: { description: 'Kind of job.' },
  },
})

@InputType({
  description:
    'Properties that the runs of a group share; without any, all runs form one group. At most 20 properties are used.',
})
class RunGroupingInput {
  @Field(() => [RunGroupField], { nullable: true, description: 'Fields to group by.' })
  readonly fields?: Field_[] | null
  @Field(() => [String], {
    nullable: true,
    description: 'Paths of configuration values to group by, for example "optimiser.lr".',
  })
  readonly config?: string[] | null
  @Field(() => Boolean, {
    nullable: true,
    description:
      'True groups runs that differ only in their seed: by model, width, weight decay, dataset and the rest of the configuration.',
  })
  readonly allButSeed?: boolean | null
}

@Resolver(() => RunGroup)
export class RunGroupResolver {
  @Query(() => [RunGroup], {
    description: 'Groups training runs by common properties, ordered by their values; at most 1,000 groups.',
  })
  async runGroups(
    @Ctx() { lab, actor }: Context,
    @Arg('by', () => RunGroupingInput, { description: 'Properties to group by.' }) by: RunGroupingInput,
    @Arg('projectId', () => ID, {
      nullable: true,
      description: 'Global ID of the project to group; all projects if omitted.',
    })
    projectId?: string | null,
    @Arg('filter', () => RunFilter, {
      nullable: true,
      description: 'Filter of the runs; all runs if omitted.',
    })
    filter?: RunFilter | null,
  ): Promise<RunGroup[]> {
    const scope = typeof projectId === 'string' ? { project: requireId('Project', projectId) } : {}
    const request: GroupRuns = { ...by, scope, filter: filter && toRunFilter(filter) }
    return (await groupRuns(lab, actor, request, [])).map((record) => new RunGroup(request, record))
  }

  @FieldResolver(() => [ID], {
    description: 'Global IDs of the first runs of the group, ordered by width, seed and age.',
  })
  async runIds(
    @Ctx() context: Context,
    @Root() group: RunGroup,
    @Arg('first', () => Int, {
      defaultValue: 100,
      description: 'Largest number of IDs to return, at most 500.',
    })
    first: number,
  ): Promise<string[]> {
    return (await loadGroupRuns(context, group, first)).map((id) => toGlobalId('TrainingRun', id))
  }

  @FieldResolver(() => [TrainingRun], {
    description: 'First runs of the group, ordered by width, seed and age.',
  })
  async runs(
    @Ctx() context: Context,
    @Root() group: RunGroup,
    @Arg('first', () => Int, {
      defaultValue: 20,
      description: 'Largest number of runs to return, at most 500.',
    })
    first: number,
  ): Promise<TrainingRun[]> {
    const ids = await loadGroupRuns(context, group, first)
    const runs = await Promise.all(ids.map((id) => loadRun(context, id)))
    return runs.filter((run) => run !== undefined)
  }

  @FieldResolver(() => Aggregate, {
    description: 'Mean and spread of a metric over the finished and logged runs of the group.',
  })
  metric(
    @Ctx() context: Context,
    @Root() group: RunGroup,
    @Arg('name', () => String, { description: 'Name of the metric, for example "testError".' }) name: string,
    @Arg('value', () => MetricValue, {
      defaultValue: 'last',
      description: 'Summary value of the metric of each run.',
    })
    value: MetricSummary,
  ) {
    return loadGroupAggregate(context, group, { kind: 'metric', name, value })
  }

  @FieldResolver(() => Aggregate, {
    description:
      'Mean and spread of one number of the latest analysis of each run by the newest version of a measure.',
  })
  scalar(
    @Ctx() context: Context,
    @Root() group: RunGroup,
    @Arg('measure', () => String, { description: 'Name of the measure, for example "critical-width".' })
    measure: string,
    @Arg('name', () => String, {
      description: 'Name of the number in the result, for example "criticalSize".',
    })
    name: string,
    @Arg('site', () => String, siteChoice) site?: string | null,
  ) {
    return loadGroupAggregate(context, group, { kind: 'scalar', measure, name, site })
  }

  @FieldResolver(() => Aggregate, {
    description:
      'Mean and spread of w*, the chunk size from which a chunk carries the information of the whole layer.',
  })
  criticalWidth(
    @Ctx() context: Context,
    @Root() group: RunGroup,
    @Arg('site', () => String, siteChoice) site?: string | null,
  ) {
    return loadGroupAggregate(context, group, { kind: 'criticalWidth', site })
  }

  @FieldResolver(() => Aggregate, { description: 'Mean and spread of the number of neuron groups, W / w*.' })
  groups(
    @Ctx() context: Context,
    @Root() group: RunGroup,
    @Arg('site', () => String, siteChoice) site?: string | null,
  ) {
    return loadGroupAggregate(context, group, { kind: 'groups', site })
  }

  @FieldResolver(() => Aggregate, {
    description:
      'Mean and spread of the first evaluated epoch with training error exactly 0, over the runs that have one.',
  })
  interpolationEpoch(@Ctx() context: Context, @Root() group: RunGroup) {
    return loadGroupAggregate(context, group, { kind: 'interpolationEpoch' })
  }
}
