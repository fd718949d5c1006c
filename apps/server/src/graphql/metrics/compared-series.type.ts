import type { ComparedSeries as ComparedRecord } from '@mitoscope/lab'
import { Field, Float, Int, ObjectType } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'
import { TrainingRun } from '../runs/run.type.ts'

@ObjectType({ description: 'Metric of one run in a comparison of several runs.' })
export class ComparedSeriesRun {
  @Field(() => TrainingRun, { description: 'Training run of the values.' })
  readonly run!: TrainingRun
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Value at each step of the comparison; null if the run has no finite value there.',
  })
  readonly values!: readonly (number | null)[]
  @Field(() => Boolean, {
    description:
      'True if a loss of the run, or the compared metric, ended not finite; such a run is left out of the means.',
  })
  readonly diverged!: boolean
}

@ObjectType({
  description: 'One metric of several runs at common steps, with mean and spread over the runs.',
})
export class ComparedSeries {
  @Field(() => String, { description: 'Name of the metric.' })
  readonly name!: string
  @Field(() => [SafeInt], {
    description: 'Steps of the comparison, ascending; each list of values has one entry per step.',
  })
  readonly steps!: readonly number[]
  @Field(() => Boolean, {
    description: 'True if steps were left out to keep the requested number; the values are exact.',
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
