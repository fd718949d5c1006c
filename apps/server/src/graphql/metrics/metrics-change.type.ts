import { Field, ID, ObjectType } from 'type-graphql'
import { LoggedPoints } from './metric-points.type.ts'
import { MetricSeries } from './metric-series.type.ts'

@ObjectType({ description: 'Message of metricsLogged about the metrics of one run.' })
export class MetricsChange {
  @Field(() => ID, { description: 'Global ID of the run.' })
  readonly runId!: string
  @Field(() => [MetricSeries], {
    nullable: true,
    description:
      'Complete state of the metrics: in the first message, and again whenever changes may have been missed. It replaces all earlier messages about the run. Null in other messages.',
  })
  readonly state?: readonly MetricSeries[] | null
  @Field(() => [LoggedPoints], {
    description: 'Points that were logged since the previous message; some may already be part of the state.',
  })
  readonly logged!: readonly LoggedPoints[]
}
