import { GraphQLJSON } from 'graphql-scalars'
import { Field, Float, ObjectType } from 'type-graphql'
import { TrainingRun } from '../runs/run.type.ts'
import { Aggregate } from '../widths/aggregate.type.ts'
import { ModelWidth } from '../widths/width.type.ts'

@ObjectType({ description: 'A setting that runs do not have in common.' })
export class ConfigDifference {
  @Field(() => String, { description: 'Names joined by dots, as "optimizer.lr".' })
  readonly path!: string
  @Field(() => [GraphQLJSON], {
    nullable: 'items',
    description: 'A value per run, or per width a list of the values of its runs; null where there is none.',
  })
  readonly values!: readonly unknown[]
}

@ObjectType({ description: 'A metric of several runs, with an entry per run in every list.' })
export class MetricComparison {
  @Field(() => String, { description: 'Its name.' })
  readonly name!: string
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Value at the last step; null where it is not finite, as after a divergence.',
  })
  readonly last!: readonly (number | null)[]
  @Field(() => [Float], { nullable: 'items', description: 'Last finite value, however far back.' })
  readonly lastFinite!: readonly (number | null)[]
  @Field(() => [Float], { nullable: 'items', description: 'Step of the last finite value.' })
  readonly lastFiniteStep!: readonly (number | null)[]
  @Field(() => [Boolean], { description: 'True if the value at the last step is not finite.' })
  readonly endedNotFinite!: readonly boolean[]
  @Field(() => [Float], { nullable: 'items', description: 'The lowest of each run.' })
  readonly min!: readonly (number | null)[]
  @Field(() => [Float], { nullable: 'items', description: 'The highest of each run.' })
  readonly max!: readonly (number | null)[]
}

@ObjectType({ description: 'Training runs side by side. Every list of values is in the order of the runs.' })
export class RunComparison {
  @Field(() => [TrainingRun], { description: 'Those of the ids that you may read, each once.' })
  readonly runs!: readonly TrainingRun[]
  @Field(() => [ConfigDifference], {
    description:
      'Settings that differ, by path: of configurations, recipes, and width, seed, weight decay, dataset.',
  })
  readonly configDifferences!: readonly ConfigDifference[]
  @Field(() => [MetricComparison], { description: 'Every metric that one of them has, by name.' })
  readonly metrics!: readonly MetricComparison[]
}

@ObjectType({ description: 'A metric at several widths: the last value over the runs of each.' })
export class WidthMetricComparison {
  @Field(() => String, { description: 'Its name.' })
  readonly name!: string
  @Field(() => [Aggregate], { description: 'Mean and spread at each width.' })
  readonly aggregates!: readonly Aggregate[]
}

@ObjectType({ description: 'Widths side by side. Every list of values is in the order of the widths.' })
export class WidthComparison {
  @Field(() => [ModelWidth], { description: 'Those of the ids that you may read, each once.' })
  readonly widths!: readonly ModelWidth[]
  @Field(() => [ConfigDifference], { description: 'Settings that differ, by path; the seed is left out.' })
  readonly configDifferences!: readonly ConfigDifference[]
  @Field(() => [WidthMetricComparison], { description: 'Every metric that a run of theirs has, by name.' })
  readonly metrics!: readonly WidthMetricComparison[]
}
