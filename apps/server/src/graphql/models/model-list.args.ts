import type { ModelOrderField as Field_ } from '@mitoscope/lab'
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import { Deleted, Direction, TextFilter, TimeFilter } from '../filters.inputs.ts'
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
  description: 'Fields that models can be ordered by.',
  valuesConfig: {
    NAME: { description: 'Name of the model, ignoring case.' },
    ARCHITECTURE: { description: 'Name of the architecture.' },
    DATASET: { description: 'Name of the dataset.' },
    CREATED_AT: { description: 'Time of creation.' },
    UPDATED_AT: { description: 'Time of the last change.' },
    RUNS: { description: 'Number of training runs.' },
  },
})

@InputType({ description: 'Order of a list of models.' })
class ModelOrder {
  @Field(() => ModelOrderField, { description: 'Field to order by.' })
  readonly field!: Field_
  @Field(() => Direction, {
    defaultValue: 'asc',
    description: 'Direction of the order; ASC puts the lowest value first.',
  })
  readonly direction!: 'asc' | 'desc'
}

@InputType({
  description: 'Filter of models; all given conditions must hold. At most 200 conditions are accepted.',
})
class ModelFilter {
  @Field(() => [ModelFilter], { nullable: true, description: 'Filters that must all match.' })
  readonly AND?: ModelFilter[] | null
  @Field(() => [ModelFilter], { nullable: true, description: 'Filters of which at least one must match.' })
  readonly OR?: ModelFilter[] | null
  @Field(() => [ModelFilter], { nullable: true, description: 'Filters of which none may match.' })
  readonly NOT?: ModelFilter[] | null
  @Field(() => TextFilter, { nullable: true, description: 'Conditions on the name of the model.' })
  readonly name?: TextFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'Conditions on the name of the architecture.' })
  readonly architecture?: TextFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'Conditions on the name of the dataset.' })
  readonly dataset?: TextFilter | null
  @Field(() => TimeFilter, { nullable: true, description: 'Conditions on the time of creation.' })
  readonly createdAt?: TimeFilter | null
  @Field(() => TimeFilter, { nullable: true, description: 'Conditions on the time of the last change.' })
  readonly updatedAt?: TimeFilter | null
}

export const ModelConnection = createConnection('Model', () => Model)

@ArgsType()
export class ModelListArgs extends PageArgs {
  @Field(() => ModelFilter, { nullable: true, description: 'Filter of the models; all models if omitted.' })
  readonly filter?: ModelFilter | null
  @Field(() => ModelOrder, { nullable: true, description: 'Order of the models; by name if omitted.' })
  readonly orderBy?: ModelOrder | null
  @Field(() => Deleted, {
    defaultValue: 'exclude',
    description: 'Selects whether soft-deleted models are excluded, included or listed alone.',
  })
  readonly deleted!: (typeof Deleted)[keyof typeof Deleted]
}
