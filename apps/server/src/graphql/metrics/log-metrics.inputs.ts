import type { OnConflict as OnConflictRecord } from '@mitoscope/lab'
import { Field, Float, ID, InputType, registerEnumType } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'

const OnConflict = { KEEP: 'keep', REPLACE: 'replace', REFUSE: 'refuse' } as const
registerEnumType(OnConflict, {
  name: 'OnConflict',
  description: 'Treatment of a point whose step already has a different value.',
  valuesConfig: {
    KEEP: { description: 'The stored value stays.' },
    REPLACE: { description: 'The new value replaces the stored value.' },
    REFUSE: {
      description:
        'The call is rejected and writes nothing; the error names the series, the step and both values.',
    },
  },
})

const timeOfPoint = 'Wall time of the point in milliseconds since 1970-01-01T00:00:00Z, at least 0'

@InputType({ description: 'One value of one metric at one step.' })
export class MetricPointInput {
  @Field(() => String, { description: 'Name of the metric, 1 to 200 characters.' })
  readonly name!: string
  @Field(() => SafeInt, {
    description: 'Step of the point, an integer from 0 to 2^53 − 1, for example the epoch.',
  })
  readonly step!: number
  @Field(() => Float, {
    nullable: true,
    description:
      'Value as a 64-bit floating-point number; null for a value that is not finite. Numbers without an exact 64-bit form (2^53 + 1, 1e400, 1e-400) are rejected; −0 is stored as 0.',
  })
  readonly value?: number | null
  @Field(() => SafeInt, { nullable: true, description: `${timeOfPoint}; null if unknown.` })
  readonly time?: number | null
}

@InputType({
  description: 'Points of one metric as two columns of equal length, the fastest form for many points.',
})
export class MetricColumnsInput {
  @Field(() => String, { description: 'Name of the metric, 1 to 200 characters.' })
  readonly name!: string
  @Field(() => [SafeInt], { description: 'Steps of the points, integers from 0 to 2^53 − 1.' })
  readonly steps!: number[]
  @Field(() => [Float], {
    nullable: 'items',
    description:
      'Values of the points, one per step, as in MetricPointInput; null for a value that is not finite.',
  })
  readonly values!: (number | null)[]
  @Field(() => [SafeInt], {
    nullable: 'itemsAndList',
    description: `${timeOfPoint}, one per step; null for an unknown one. Default: all unknown, since the time of receipt would be wrong for points that are sent later.`,
  })
  readonly times?: (number | null)[] | null
  @Field(() => String, {
    nullable: true,
    description:
      'Name of the metric of the run whose values are the true x of this one, for example "tokens" or "epoch"; setStepMetrics changes it. Default: what the series has.',
  })
  readonly stepMetric?: string | null
}

@InputType({ description: 'Points of one run, in points, in series or in both.' })
export class MetricBatchInput {
  @Field(() => ID, { description: 'Global ID of the run.' })
  readonly runId!: string
  @Field(() => String, {
    nullable: true,
    description:
      'Idempotency key chosen by the client, 1 to 200 characters: a batch that is sent again with the same key is written once. Default: hash of the points.',
  })
  readonly key?: string | null
  @Field(() => [MetricPointInput], { nullable: true, description: 'Points one by one.' })
  readonly points?: MetricPointInput[] | null
  @Field(() => [MetricColumnsInput], {
    nullable: true,
    description: 'Points as columns, one entry per metric; at most 1,000 metrics.',
  })
  readonly series?: MetricColumnsInput[] | null
}

@InputType({ description: 'Points of one or several runs; either all are written or none.' })
export class LogMetricsInput {
  @Field(() => [MetricBatchInput], {
    description: 'Batches to write: at most 1,000, with at most 100,000 points in total.',
  })
  readonly batches!: MetricBatchInput[]
  @Field(() => OnConflict, {
    defaultValue: 'keep',
    description: 'Treatment of points whose step already has a different value.',
  })
  readonly onConflict!: OnConflictRecord
}
