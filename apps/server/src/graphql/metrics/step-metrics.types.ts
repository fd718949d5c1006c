import { Field, ID, InputType } from 'type-graphql'
import { createPayload } from '../mutation-types.ts'
import { TrainingRun } from '../runs/run.type.ts'

@InputType({ description: 'Step metric of one metric.' })
class StepMetricInput {
  @Field(() => String, { description: 'Name of the metric.' })
  readonly name!: string
  @Field(() => String, {
    nullable: true,
    description: 'Name of another metric of the run whose values are the true x; null for the step.',
  })
  readonly stepMetric?: string | null
}

@InputType({ description: 'Step metrics of a run.' })
export class SetStepMetricsInput {
  @Field(() => ID, { description: 'Global ID of the run.' })
  readonly runId!: string
  @Field(() => [StepMetricInput], { description: 'Step metrics to set; the other metrics keep theirs.' })
  readonly stepMetrics!: StepMetricInput[]
}

export const SetStepMetricsPayload = createPayload(
  'SetStepMetrics',
  'run',
  () => TrainingRun,
  'The run, whose metrics show their step metrics.',
)
