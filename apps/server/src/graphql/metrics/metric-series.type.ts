import { lastValue, type MetricSeries as SeriesRecord } from '@mitoscope/lab'
import { Field, Float, ObjectType } from 'type-graphql'

@ObjectType({
  description:
    'One metric of a run over its steps, as a loss over epochs. A value that is not finite is null.',
})
export class MetricSeries {
  readonly record: SeriesRecord

  constructor(record: SeriesRecord) {
    this.record = record
  }

  @Field(() => String, { description: 'Unique in the run.' })
  name(): string {
    return this.record.name
  }

  @Field(() => Float, { description: 'How many points it has.' })
  points(): number {
    return this.record.points
  }

  @Field(() => Float, { description: 'How many of them are not finite.' })
  notFinite(): number {
    return this.record.notFinite
  }

  @Field(() => Float, { nullable: true, description: 'Its first step.' })
  firstStep(): number | null {
    return this.record.firstStep
  }

  @Field(() => Float, { nullable: true, description: 'Its last step, whether finite there or not.' })
  lastStep(): number | null {
    return this.record.lastStep
  }

  @Field(() => Float, {
    nullable: true,
    description: 'Value at the last step; null where it is not finite, as after a divergence.',
  })
  last(): number | null {
    return lastValue(this.record)
  }

  @Field(() => Boolean, { description: 'True if the value at the last step is not finite.' })
  endedNotFinite(): boolean {
    return this.record.lastStep !== this.record.lastFiniteStep
  }

  @Field(() => Float, { nullable: true, description: 'Last finite value, however far back.' })
  lastFinite(): number | null {
    return this.record.last
  }

  @Field(() => Float, { nullable: true, description: 'Step of the last finite value.' })
  lastFiniteStep(): number | null {
    return this.record.lastFiniteStep
  }

  @Field(() => Float, { nullable: true, description: 'The least of the finite values.' })
  min(): number | null {
    return this.record.min
  }

  @Field(() => Float, { nullable: true, description: 'The greatest of the finite values.' })
  max(): number | null {
    return this.record.max
  }
}
