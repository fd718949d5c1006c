import type { ComparedSeries as ComparedRecord } from '@mitoscope/lab'
import { Field, Float, Int, ObjectType } from 'type-graphql'
import { TrainingRun } from '../runs/run.type.ts'

@ObjectType({ description: 'A metric of one of several runs that are set side by side.' })
export class ComparedSeriesRun {
  @Field(() => TrainingRun, { description: 'The run.' })
  readonly run!: TrainingRun
  @Field(() => [Float], {
    nullable: 'items',
    description: 'A value per step; null where it has none, or none finite.',
  })
  readonly values!: readonly (number | null)[]
  @Field(() => Boolean, {
    description:
      'True if a loss of the run, or this metric of it, ended not finite; means leave the run out.',
  })
  readonly diverged!: boolean
}

@ObjectType({
  description: 'One metric of several runs at the same steps: each, and the mean and spread over them.',
})
export class ComparedSeries {
  @Field(() => String, { description: 'Of the metric.' })
  readonly name!: string
  @Field(() => [Float], { description: 'Ascending; the lists below have an entry for each.' })
  readonly steps!: readonly number[]
  @Field(() => Boolean, {
    description: 'Whether the runs have more steps than these. The values are exact all the same.',
  })
  readonly thinned!: boolean
  @Field(() => [ComparedSeriesRun], { description: 'In the order in which they were asked for.' })
  readonly runs!: readonly ComparedSeriesRun[]
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Mean over the runs that did not diverge; null where there is no value.',
  })
  readonly mean!: readonly (number | null)[]
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Sample standard deviation; null with fewer than two values.',
  })
  readonly std!: readonly (number | null)[]
  @Field(() => [Float], { nullable: 'items', description: 'Standard error of the mean.' })
  readonly sem!: readonly (number | null)[]
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Half width of the 95 % confidence interval of the mean, by Student’s t.',
  })
  readonly ci95!: readonly (number | null)[]
  @Field(() => [Int], { description: 'How many values the mean is over.' })
  readonly n!: readonly number[]
}

export function toCompared({ runs, ...rest }: ComparedRecord): ComparedSeries {
  return { ...rest, runs: runs.map(({ run, ...series }) => ({ ...series, run: new TrainingRun(run) })) }
}
