import type { Model as ModelRecord } from '@mitoscope/lab'
import { GraphQLDateTimeISO, GraphQLJSONObject } from 'graphql-scalars'
import { Field, ObjectType } from 'type-graphql'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'

@ObjectType('Model', {
  implements: Node,
  description: 'An architecture trained on a dataset with a recipe: everything but width and seed.',
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

  @Field(() => String, { description: 'Unique in its project.' })
  name(): string {
    return this.record.name
  }

  @Field(() => String, { description: 'What is trained, as "fully-connected".' })
  architecture(): string {
    return this.record.architecture
  }

  @Field(() => String, { description: 'What it is trained on, as "mnist".' })
  dataset(): string {
    return this.record.dataset
  }

  @Field(() => GraphQLJSONObject, { description: 'How it is trained.' })
  recipe(): object {
    return this.record.recipe
  }

  @Field(() => String, { description: 'Free text.' })
  notes(): string {
    return this.record.notes
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When it was made.' })
  createdAt(): Date {
    return this.record.createdAt
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When it was last changed.' })
  updatedAt(): Date {
    return this.record.updatedAt
  }

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When it was deleted; null while it is not. restoreModel brings it back.',
  })
  deletedAt(): Date | null {
    return this.record.deletedAt
  }
}
