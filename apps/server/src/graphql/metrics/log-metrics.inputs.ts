import type { OnConflict as OnConflictRecord } from '@mitoscope/lab'
import { Field, Float, ID, InputType, registerEnumType } from 'type-graphql'

const OnConflict = { KEEP: 'keep', REPLACE: 'replace', REFUSE: 'refuse' } as const
registerEnumType(OnConflict, {
  name: 'OnConflict',
  description: 'Treatment of points whose step has another value already.',
  valuesConfig: {
    KEEP: { description: 'The value that came first stays.' },
    REPLACE: { description: 'The value that came last takes its place.' },
    REFUSE: {
      description: 'Nothing at all is written, and the error names the series, the step and both values.',
    },
  },
})

@InputType({ description: 'One value of one metric.' })
export class MetricPointInput {
  @Field(() => String, { description: 'Of the metric; at most 200 characters.' })
  readonly name!: string
  @Field(() => Float, { description: 'A whole number from 0, such as the epoch.' })
  readonly step!: number
  @Field(() => Float, {
    nullable: true,
    description:
      'Value as a 64-bit floating-point number; null for one that is not finite. Numbers that it cannot hold (2^53 + 1, 1e400, 1e-400) are refused; −0 is kept as 0.',
  })
  readonly value?: number | null
}

@InputType({ description: 'Points of one metric as columns of one length: the fastest way to send many.' })
export class MetricColumnsInput {
  @Field(() => String, { description: 'Of the metric; at most 200 characters.' })
  readonly name!: string
  @Field(() => [Float], { description: 'Whole numbers from 0.' })
  readonly steps!: number[]
  @Field(() => [Float], {
    nullable: 'items',
    description: 'Values as in MetricPointInput, one for each step; null for one that is not finite.',
  })
  readonly values!: (number | null)[]
}

@InputType({ description: 'Points of one run, one by one, as columns, or both.' })
export class MetricBatchInput {
  @Field(() => ID, { description: 'Of the run.' })
  readonly runId!: string
  @Field(() => String, {
    nullable: true,
    description:
      'Of your own, at most 200 characters: the same batch sent again under it is written once. ' +
      'Derived from the points when not given.',
  })
  readonly key?: string | null
  @Field(() => [MetricPointInput], { nullable: true, description: 'Points one by one.' })
  readonly points?: MetricPointInput[] | null
  @Field(() => [MetricColumnsInput], { nullable: true, description: 'Points as columns.' })
  readonly series?: MetricColumnsInput[] | null
}

@InputType({ description: 'Points of one or several runs, written all or not at all.' })
export class LogMetricsInput {
  @Field(() => [MetricBatchInput], { description: 'At most 100,000 points in all.' })
  readonly batches!: MetricBatchInput[]
  @Field(() => OnConflict, {
    defaultValue: 'keep',
    description: 'Treatment of points whose step has another value already.',
  })
  readonly onConflict!: OnConflictRecord
}
