import { GraphQLJSON } from 'graphql-scalars'
import { Field, Float, ObjectType } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { Aggregate } from '../widths/aggregate.type.ts'
import { ModelWidth } from '../widths/width.type.ts'

@ObjectType({ description: 'Setting whose value differs between the compared runs or widths.' })
export class ConfigDifference {
  @Field(() => String, {
    description: 'Path of the setting: names joined by dots, for example "optimiser.lr".',
  })
  readonly path!: string
  @Field(() => [GraphQLJSON], {
    nullable: 'items',
    description: 'Value of each run, or the list of distinct values of each width; null if there is none.',
  })
  readonly values!: readonly unknown[]
}

@ObjectType({ description: 'Metric of several runs; each list has one entry per run.' })
export class MetricComparison {
  @Field(() => String, { description: 'Name of the metric.' })
  readonly name!: string
  @Field(() => [Float], {
    nullable: 'items',
    description:
      'Value at the last step of each run; null if it is missing or not finite, for example after a divergence.',
  })
  readonly last!: readonly (number | null)[]
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Last finite value of each run, at whatever step; null if there is none.',
  })
  readonly lastFinite!: readonly (number | null)[]
  @Field(() => [SafeInt], {
    nullable: 'items',
    description: 'Step of the last finite value of each run; null if there is none.',
  })
  readonly lastFiniteStep!: readonly (number | null)[]
  @Field(() => [Boolean], { description: 'True for each run whose value at the last step is not finite.' })
  readonly endedNotFinite!: readonly boolean[]
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Lowest finite value of each run; null if there is none.',
  })
  readonly min!: readonly (number | null)[]
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Highest finite value of each run; null if there is none.',
  })
  readonly max!: readonly (number | null)[]
}

@ObjectType({ description: 'Comparison of training runs. Each list of values is in the order of the runs.' })
export class RunComparison {
  @Field(() => [TrainingRun], {
    description: 'Compared runs in the order of the IDs, each once; runs that you may not read are left out.',
  })
  readonly runs!: readonly TrainingRun[]
  @Field(() => [ConfigDifference], {
    description:
      'Settings that differ, ordered by path: configuration, recipe, width, seed, weight decay and dataset.',
  })
  readonly configDifferences!: readonly ConfigDifference[]
  @Field(() => [MetricComparison], { description: 'Metrics of the compared runs, ordered by name.' })
  readonly metrics!: readonly MetricComparison[]
}

@ObjectType({
  description: 'Metric at several widths: mean and spread of the last value over the runs of each width.',
})
export class WidthMetricComparison {
  @Field(() => String, { description: 'Name of the metric.' })
  readonly name!: string
  @Field(() => [Aggregate], { description: 'Mean and spread at each width.' })
  readonly aggregates!: readonly Aggregate[]
}

@ObjectType({ description: 'Comparison of widths. Each list of values is in the order of the widths.' })
export class WidthComparison {
  @Field(() => [ModelWidth], {
    description:
      'Compared widths in the order of the IDs, each once; widths that you may not read are left out.',
  })
  readonly widths!: readonly ModelWidth[]
  @Field(() => [ConfigDifference], {
    description: 'Settings that differ, ordered by path; the seed is left out.',
  })
  readonly configDifferences!: readonly ConfigDifference[]
  @Field(() => [WidthMetricComparison], {
    description: 'Metrics of the runs of the compared widths, ordered by name; at most 100.',
  })
  readonly metrics!: readonly WidthMetricComparison[]
}
