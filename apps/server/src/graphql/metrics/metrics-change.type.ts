import { Field, ID, ObjectType } from 'type-graphql'
import { LoggedPoints } from './metric-points.type.ts'
import { MetricSeries } from './metric-series.type.ts'

@ObjectType({ description: 'Metrics of one run: as they stand, or what was logged since.' })
export class MetricsChange {
  @Field(() => ID, { description: 'Of the run.' })
  readonly runId!: string
  @Field(() => [MetricSeries], {
    nullable: true,
    description:
      'As they stand: given first, and again where changes may have been missed. Takes the place of all before.',
  })
  readonly state?: readonly MetricSeries[] | null
  @Field(() => [LoggedPoints], {
    description: 'New points since the last message; some may be in the state already.',
  })
  readonly logged!: readonly LoggedPoints[]
}
