import type { RunOrder as RunOrderRecord, RunOrderField as Field_ } from '@mitoscope/lab'
import { Field, InputType } from 'type-graphql'
import { Direction } from '../filters.inputs.ts'
import { createOrderField } from '../order.input.ts'
import { siteChoice } from '../representations/site-choice.ts'
import { MetricValue } from './metric-value.ts'

const RunOrderField = createOrderField<Field_>('Run', 'training runs', {
  name: 'Name of the run, ignoring case.',
  state: 'State of the run, in alphabetical order.',
  dataset: 'Name of the dataset, ignoring case.',
  width: 'Width: number of neurons that feed the final linear layer.',
  seed: 'Seed of the run.',
  weightDecay: 'Weight decay of the run.',
  interpolationEpoch: 'First evaluated epoch with training error exactly 0.',
  criticalWidth: 'Chunk size w* from which a chunk carries the information of the whole layer.',
  groups: 'Number of neuron groups, W / w*.',
  notes: 'Notes of the run, ignoring case; runs with empty notes come last.',
  tags: 'Tags of the run in alphabetical order, joined by commas.',
  model: 'Name of the model, ignoring case.',
  sweep: 'Name of the sweep, ignoring case; runs outside a sweep come last.',
  group: 'Group of the run, ignoring case; runs without one come last.',
  jobType: 'Kind of job, ignoring case; runs without one come last.',
  createdAt: 'Time of creation.',
  updatedAt: 'Time of the last change.',
  finishedAt: 'Time at which the run ended; runs that have not ended come last.',
})

@InputType({ description: 'Order by the value of a metric.' })
class MetricOrder {
  @Field(() => String, { description: 'Name of the metric, for example "testError".' })
  readonly name!: string
  @Field(() => MetricValue, { defaultValue: 'last', description: 'Summary value of the metric to order by.' })
  readonly value!: (typeof MetricValue)[keyof typeof MetricValue]
}

@InputType({ description: 'Order by a number of the latest finished analysis of a run by a measure.' })
class ScalarOrder {
  @Field(() => String, { description: 'Name of the measure, for example "critical-width".' })
  readonly measure!: string
  @Field(() => String, { description: 'Name of the number in the result, for example "criticalSize".' })
  readonly name!: string
  @Field(() => String, siteChoice)
  readonly site?: string | null
}

@InputType({
  description:
    'One order key of training runs: exactly one of field, config, metric and scalar. Later keys order what earlier keys leave equal.',
})
export class RunOrder implements RunOrderRecord {
  @Field(() => RunOrderField, { nullable: true, description: 'Field to order by.' })
  readonly field?: Field_ | null
  @Field(() => String, {
    nullable: true,
    description:
      'Path of a configuration value to order by, for example "optimiser.lr". Text comes before numbers, numbers before false and true.',
  })
  readonly config?: string | null
  @Field(() => MetricOrder, { nullable: true, description: 'Metric to order by.' })
  readonly metric?: MetricOrder | null
  @Field(() => ScalarOrder, { nullable: true, description: 'Number of an analysis result to order by.' })
  readonly scalar?: ScalarOrder | null
  @Field(() => Direction, {
    defaultValue: 'asc',
    description: 'Direction of the order; ASC puts the lowest value first.',
  })
  readonly direction!: 'asc' | 'desc'
}
