import type { Axis, ComparedSeries as ComparedRecord } from '@mitoscope/lab'
import { Field, Float, Int, ObjectType } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'
import { axisMetricDescription, MetricAxis } from './over-axis.types.ts'
import { TrainingRun } from '../runs/run.type.ts'

@ObjectType({ description: 'Metric of one run in a comparison of several runs.' })
export class ComparedSeriesRun {
  @Field(() => TrainingRun, { description: 'Training run of the values.' })
  readonly run!: TrainingRun
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Value at each place of the comparison; null if the run has no finite value there.',
  })
  readonly values!: readonly (number | null)[]
  @Field(() => Boolean, {
    description:
      'True if a loss of the run, or the compared metric, ended not finite; such a run is left out of the means.',
  })
  readonly diverged!: boolean
}

@ObjectType({
  description:
    'One metric of several runs at common steps, or places of another axis, with mean and spread over the runs.',
})
export class ComparedSeries {
  @Field(() => String, { description: 'Name of the metric.' })
  readonly name!: string
  @Field(() => [SafeInt], {
    description:
      'Steps of the comparison, ascending, with one entry per value of the lists; empty for another axis than STEP.',
  })
  readonly steps!: readonly number[]
  @Field(() => MetricAxis, { description: 'Axis of the comparison.' })
  readonly axis!: Axis
  @Field(() => String, { nullable: true, description: `${axisMetricDescription}; null for another axis.` })
  readonly axisMetric!: string | null
  @Field(() => [Float], {
    description:
      'Places on the axis, ascending, with one entry per value of the lists: steps, seconds, milliseconds or values of the metric.',
  })
  readonly x!: readonly number[]
  @Field(() => Boolean, {
    description:
      'True if steps or places were left out to keep the requested number; the values at steps are exact.',
  })
  readonly thinned!: boolean
  @Field(() => [ComparedSeriesRun], { description: 'Values of each run, in the order of the requested IDs.' })
  readonly runs!: readonly ComparedSeriesRun[]
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Mean over the runs that did not diverge; null if there is no value.',
  })
  readonly mean!: readonly (number | null)[]
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Sample standard deviation over the runs; null with fewer than two values.',
  })
  readonly std!: readonly (number | null)[]
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Standard error of the mean; null with fewer than two values.',
  })
  readonly sem!: readonly (number | null)[]
  @Field(() => [Float], {
    nullable: 'items',
    description:
      'Half width of the 95 % confidence interval of the mean (Student’s t); null with fewer than two values.',
  })
  readonly ci95!: readonly (number | null)[]
  @Field(() => [Int], { description: 'Number of values behind the mean.' })
  readonly n!: readonly number[]
}

export function toCompared({ runs, ...rest }: ComparedRecord): ComparedSeries {
  return { ...rest, runs: runs.map(({ run, ...series }) => ({ ...series, run: new TrainingRun(run) })) }
}
