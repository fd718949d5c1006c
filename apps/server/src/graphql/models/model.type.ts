import { findModels, type Model as ModelRecord } from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, ObjectType } from 'type-graphql'
import { DateTime } from '../date-time.ts'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'
import { loaderOf } from '../loaders.ts'

@ObjectType('Model', {
  implements: Node,
  description:
    'An architecture trained on a dataset with a recipe: all settings of a training except width and seed.',
})
export class Model extends Node {
  readonly __typename = 'Model'
  readonly record: ModelRecord
  override readonly id: string

  constructor(record: ModelRecord) {
    super()
    this.record = record
    this.id = toGlobalId('Model', record.id)
  }

  @Field(() => String, { description: 'Name of the model, unique in its project.' })
  name(): string {
    return this.record.name
  }

  @Field(() => String, { description: 'Name of the architecture, for example "fully-connected".' })
  architecture(): string {
    return this.record.architecture
  }

  @Field(() => String, { description: 'Name of the dataset, for example "mnist".' })
  dataset(): string {
    return this.record.dataset
  }

  @Field(() => GraphQLJSONObject, { description: 'Hyper-parameters of the training.' })
  recipe(): object {
    return this.record.recipe
  }

  @Field(() => String, { description: 'Notes as free text; empty if there are none.' })
  notes(): string {
    return this.record.notes
  }

  @Field(() => DateTime, { description: 'Time of creation.' })
  createdAt(): Date {
    return this.record.createdAt
  }

  @Field(() => DateTime, { description: 'Time of the last change.' })
  updatedAt(): Date {
    return this.record.updatedAt
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time of the soft deletion; null if the model is not deleted. restoreModel restores it.',
  })
  deletedAt(): Date | null {
    return this.record.deletedAt
  }
}

export const loadModel = loaderOf(findModels, Model)
