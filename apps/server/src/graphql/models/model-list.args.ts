import type { ModelOrderField as Field_ } from '@mitoscope/lab'
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import { Deleted, Direction, TextFilter } from '../filters.inputs.ts'
import { Model } from './model.type.ts'

const ModelOrderField = {
  NAME: 'name',
  ARCHITECTURE: 'architecture',
  DATASET: 'dataset',
  CREATED_AT: 'createdAt',
  UPDATED_AT: 'updatedAt',
  RUNS: 'runs',
} as const satisfies Record<string, Field_>
registerEnumType(ModelOrderField, {
  name: 'ModelOrderField',
  description: 'What models can be ordered by.',
  valuesConfig: {
    NAME: { description: 'Their names, capitals as small letters.' },
    ARCHITECTURE: { description: 'What is trained.' },
    DATASET: { description: 'What they are trained on.' },
    CREATED_AT: { description: 'When they were made.' },
    UPDATED_AT: { description: 'When they were last changed.' },
    RUNS: { description: 'How many training runs they have.' },
  },
})

@InputType({ description: 'An order of models.' })
class ModelOrder {
  @Field(() => ModelOrderField, { description: 'By what.' })
  readonly field!: Field_
  @Field(() => Direction, { defaultValue: 'asc', description: 'Which comes first.' })
  readonly direction!: 'asc' | 'desc'
}

@InputType({ description: 'Which models: everything given holds.' })
class ModelFilter {
  @Field(() => TextFilter, { nullable: true, description: 'The name.' })
  readonly name?: TextFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'What is trained.' })
  readonly architecture?: TextFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'What it is trained on.' })
  readonly dataset?: TextFilter | null
}

export const ModelConnection = createConnection('Model', () => Model)

@ArgsType()
export class ModelListArgs extends PageArgs {
  @Field(() => ModelFilter, { nullable: true, description: 'Which models.' })
  readonly filter?: ModelFilter | null
  @Field(() => ModelOrder, { nullable: true, description: 'In which order; by name when not given.' })
  readonly orderBy?: ModelOrder | null
  @Field(() => Deleted, { defaultValue: 'exclude', description: 'Whether deleted ones are among them.' })
  readonly deleted!: (typeof Deleted)[keyof typeof Deleted]
}
