import type { Axis } from '@mitoscope/lab'
import { ArgsType, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'
import { DecimatedArgs, StepRangeArgs } from './series.args.ts'

export const MetricAxis = {
  STEP: 'step',
  RELATIVE_TIME: 'relativeTime',
  WALL_TIME: 'wallTime',
  METRIC: 'metric',
} as const satisfies Record<string, Axis>
registerEnumType(MetricAxis, {
  name: 'MetricAxis',
  description: 'Axis over which the values of a metric are read.',
  valuesConfig: {
    STEP: { description: 'Step of the point.' },
    RELATIVE_TIME: { description: 'Seconds since the earliest point of any metric of the run.' },
    WALL_TIME: { description: 'Milliseconds since 1970-01-01T00:00:00Z.' },
    METRIC: { description: 'Value of another metric of the run at the same step, for example tokens.' },
  },
})

export const axisMetricDescription = 'Name of the metric of the axis METRIC'

@ArgsType()
export class OverArgs extends DecimatedArgs {
  @Field(() => MetricAxis, {
    nullable: true,
    description:
      'Axis of the points; default: METRIC if axisMetric is given or the series has a step metric, else STEP.',
  })
  readonly axis?: Axis | null
  @Field(() => String, {
    nullable: true,
    description: `${axisMetricDescription}; default: step metric of the series.`,
  })
  readonly axisMetric?: string | null
}

@ArgsType()
export class ComparedArgs extends StepRangeArgs {
  @Field(() => String, { description: 'Name of the metric.' })
  readonly name!: string
  @Field(() => Int, {
    nullable: true,
    description:
      'Largest number of steps or places to return, from 2 to 10,000; default 500. Values outside this range are clamped.',
  })
  readonly points?: number | null
  @Field(() => MetricAxis, {
    defaultValue: 'step',
    description:
      'Axis of the comparison. On another axis than STEP, a run has the value of the line through its neighbouring points.',
  })
  readonly axis!: Axis
  @Field(() => String, { nullable: true, description: `${axisMetricDescription}, which needs it.` })
  readonly axisMetric?: string | null
}

@ObjectType({
  description:
    'Points of a series over an axis, for a chart: all points if they fit the limit, else the lowest and highest of consecutive steps, or, over a sparser metric, some of its steps. Points without a place on the axis are left out.',
})
export class SeriesOverAxis {
  @Field(() => MetricAxis, { description: 'Axis of the points.' })
  readonly axis!: Axis
  @Field(() => String, { nullable: true, description: `${axisMetricDescription}; null for another axis.` })
  readonly axisMetric!: string | null
  @Field(() => [Float], {
    description:
      'Places of the points on the axis, ascending: steps, seconds, milliseconds or values of the metric.',
  })
  readonly x!: readonly number[]
  @Field(() => [Float], { nullable: 'items', description: 'Value at each place; null if it is not finite.' })
  readonly values!: readonly (number | null)[]
  @Field(() => [SafeInt], { description: 'Step of each point.' })
  readonly steps!: readonly number[]
  @Field(() => Boolean, { description: 'True if points were left out to keep to the limit.' })
  readonly decimated!: boolean
  @Field(() => SafeInt, {
    description:
      'Number of steps of which the lowest and highest value are included; 1 if no such choice was made.',
  })
  readonly bucketSteps!: number
}
