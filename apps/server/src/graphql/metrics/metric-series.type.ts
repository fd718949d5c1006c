import { lastValue, type MetricSeries as SeriesRecord } from '@mitoscope/lab'
import { Field, Float, ObjectType } from 'type-graphql'
import { DateTime } from '../date-time.ts'
import { SafeInt } from '../safe-int.ts'

@ObjectType({
  description:
    'One metric of a run over its steps, for example a loss over epochs. A value that is not finite is null.',
})
export class MetricSeries {
  readonly record: SeriesRecord

  constructor(record: SeriesRecord) {
    this.record = record
  }

  @Field(() => String, { description: 'Name of the metric, unique in the run.' })
  name(): string {
    return this.record.name
  }

  @Field(() => SafeInt, { description: 'Number of points in the series.' })
  points(): number {
    return this.record.points
  }

  @Field(() => SafeInt, { description: 'Number of points whose value is not finite.' })
  notFinite(): number {
    return this.record.notFinite
  }

  @Field(() => SafeInt, { nullable: true, description: 'First step of the series; null if it is empty.' })
  firstStep(): number | null {
    return this.record.firstStep
  }

  @Field(() => SafeInt, {
    nullable: true,
    description: 'Last step of the series, with a finite value or not; null if it is empty.',
  })
  lastStep(): number | null {
    return this.record.lastStep
  }

  @Field(() => Float, {
    nullable: true,
    description: 'Value at the last step; null if it is not finite, for example after a divergence.',
  })
  last(): number | null {
    return lastValue(this.record)
  }

  @Field(() => Boolean, { description: 'True if the value at the last step is not finite.' })
  endedNotFinite(): boolean {
    return this.record.lastStep !== this.record.lastFiniteStep
  }

  @Field(() => Float, {
    nullable: true,
    description: 'Last finite value, at whatever step; null if there is none.',
  })
  lastFinite(): number | null {
    return this.record.last
  }

  @Field(() => SafeInt, {
    nullable: true,
    description: 'Step of the last finite value; null if there is none.',
  })
  lastFiniteStep(): number | null {
    return this.record.lastFiniteStep
  }

  @Field(() => String, {
    nullable: true,
    description:
      'Name of the metric of the run whose values are the true x of this one, for example "tokens"; null if that is the step.',
  })
  stepMetric(): string | null {
    return this.record.stepMetric
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Earliest wall time of the points, to the millisecond; null if none has a time.',
  })
  firstTime(): Date | null {
    return toDate(this.record.firstTime)
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Latest wall time of the points, to the millisecond; null if none has a time.',
  })
  lastTime(): Date | null {
    return toDate(this.record.lastTime)
  }

  @Field(() => Float, { nullable: true, description: 'Lowest finite value; null if there is none.' })
  min(): number | null {
    return this.record.min
  }

  @Field(() => Float, { nullable: true, description: 'Highest finite value; null if there is none.' })
  max(): number | null {
    return this.record.max
  }
}

function toDate(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds)
}
