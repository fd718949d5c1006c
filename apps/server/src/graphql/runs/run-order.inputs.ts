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
  description: 'What of a training run a list can be ordered by.',
  valuesConfig: {
    NAME: { description: 'Its name, capitals as small letters.' },
    STATE: { description: 'How far it is, as a word.' },
    DATASET: { description: 'The name of its dataset.' },
    WIDTH: { description: 'Its width.' },
    SEED: { description: 'Its seed.' },
    WEIGHT_DECAY: { description: 'Its weight decay.' },
    INTERPOLATION_EPOCH: { description: 'When it interpolated.' },
    CRITICAL_WIDTH: { description: 'w*: the size from which a chunk carries the whole layer.' },
    GROUPS: { description: 'Its number of groups of neurons W / w*.' },
    NOTES: { description: 'Its notes; empty ones last.' },
    TAGS: { description: 'Its tags, put together in order.' },
    MODEL: { description: "Its model's name." },
    SWEEP: { description: "Its sweep's name." },
    CREATED_AT: { description: 'When it was made.' },
    UPDATED_AT: { description: 'When it was last changed.' },
    FINISHED_AT: { description: 'When it ended.' },
  },
})

@InputType({ description: 'An order by a metric.' })
class MetricOrder {
  @Field(() => String, { description: 'As "testError".' })
  readonly name!: string
  @Field(() => MetricValue, { defaultValue: 'last', description: 'Which of its values.' })
  readonly value!: (typeof MetricValue)[keyof typeof MetricValue]
}

@InputType({ description: 'An order by a number of the last finished analysis by a measure.' })
class ScalarOrder {
  @Field(() => String, { description: 'The measure, as "critical-width".' })
  readonly measure!: string
  @Field(() => String, { description: 'As "criticalSize".' })
  readonly name!: string
}

@InputType({
  description: 'An order by one of field, config, metric and scalar; of several, by one after the other.',
})
export class RunOrder implements RunOrderRecord {
  @Field(() => RunOrderField, { nullable: true, description: 'By a field.' })
  readonly field?: Field_ | null
  @Field(() => String, {
    nullable: true,
    description:
      'By a value of the configuration, as "optimizer.lr": text, then numbers, then false and true.',
  })
  readonly config?: string | null
  @Field(() => MetricOrder, { nullable: true, description: 'By a metric.' })
  readonly metric?: MetricOrder | null
  @Field(() => ScalarOrder, { nullable: true, description: 'By a number of its analyses.' })
  readonly scalar?: ScalarOrder | null
  @Field(() => Direction, { defaultValue: 'asc', description: 'Which comes first.' })
  readonly direction!: 'asc' | 'desc'
}
