import type { FieldOrder, ModelOrderField } from '@mitoscope/lab'
import { ArgsType, Field, InputType } from 'type-graphql'
import { createOrder } from '../order.input.ts'
import { createConnection, PageArgs } from '../connection.ts'
import { Deleted, TextFilter, TimeFilter } from '../filters.inputs.ts'
import { Model } from './model.type.ts'

const ModelOrder = createOrder<ModelOrderField>('Model', 'models', {
  name: 'Name of the model, ignoring case.',
  architecture: 'Name of the architecture.',
  dataset: 'Name of the dataset.',
  createdAt: 'Time of creation.',
  updatedAt: 'Time of the last change.',
  runs: 'Number of training runs.',
})

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
  @Field(() => [ModelOrder], { nullable: true, description: 'Order of the models; by name if omitted.' })
  readonly orderBy?: FieldOrder<ModelOrderField>[] | null
  @Field(() => Deleted, {
    defaultValue: 'exclude',
    description: 'Selects whether soft-deleted models are excluded, included or listed alone.',
  })
  readonly deleted!: (typeof Deleted)[keyof typeof Deleted]
}
