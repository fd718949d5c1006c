import type { RunOrder as RunOrderRecord, RunOrderField as Field_ } from '@mitoscope/lab'
import { Field, InputType, registerEnumType } from 'type-graphql'
import { Direction } from '../filters.inputs.ts'
import { MetricValue } from './metric-value.ts'

const RunOrderField = {
  NAME: 'name',
  STATE: 'state',
  DATASET: 'dataset',
  WIDTH: 'width',
  SEED: 'seed',
  WEIGHT_DECAY: 'weightDecay',
  INTERPOLATION_EPOCH: 'interpolationEpoch',
  CRITICAL_WIDTH: 'criticalWidth',
  GROUPS: 'groups',
  NOTES: 'notes',
  TAGS: 'tags',
  MODEL: 'model',
  SWEEP: 'sweep',
  CREATED_AT: 'createdAt',
  UPDATED_AT: 'updatedAt',
  FINISHED_AT: 'finishedAt',
} as const satisfies Record<string, Field_>
registerEnumType(RunOrderField, {
  name: 'RunOrderField',
  description: 'Fields that training runs can be ordered by.',
  valuesConfig: {
    NAME: { description: 'Name of the run, ignoring case.' },
    STATE: { description: 'State of the run, in alphabetical order.' },
    DATASET: { description: 'Name of the dataset, ignoring case.' },
    WIDTH: { description: 'Width: number of neurons that feed the final linear layer.' },
    SEED: { description: 'Seed of the run.' },
    WEIGHT_DECAY: { description: 'Weight decay of the run.' },
    INTERPOLATION_EPOCH: { description: 'First evaluated epoch with training error exactly 0.' },
    CRITICAL_WIDTH: {
      description: 'Chunk size w* from which a chunk carries the information of the whole layer.',
    },
    GROUPS: { description: 'Number of neuron groups, W / w*.' },
    NOTES: { description: 'Notes of the run, ignoring case; runs with empty notes come last.' },
    TAGS: { description: 'Tags of the run in alphabetical order, joined by commas.' },
    MODEL: { description: 'Name of the model, ignoring case.' },
    SWEEP: { description: 'Name of the sweep, ignoring case; runs outside a sweep come last.' },
    CREATED_AT: { description: 'Time of creation.' },
    UPDATED_AT: { description: 'Time of the last change.' },
    FINISHED_AT: { description: 'Time at which the run ended; runs that have not ended come last.' },
  },
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
}

@InputType({
  description:
    'One order key: give one of field, config, metric and scalar; a key without any of them is rejected. Later keys order the runs that earlier keys leave equal.',
})
export class RunOrder implements RunOrderRecord {
  @Field(() => RunOrderField, { nullable: true, description: 'Field to order by.' })
  readonly field?: Field_ | null
  @Field(() => String, {
    nullable: true,
    description:
      'Path of a configuration value to order by, for example "optimizer.lr". Text comes before numbers, numbers before false and true.',
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
