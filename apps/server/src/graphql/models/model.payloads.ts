import { Field, ObjectType } from 'type-graphql'
import { Model } from './model.type.ts'

@ObjectType({ description: 'Result of createModel.' })
export class CreateModelPayload {
  @Field(() => Model, { description: 'The created model.' })
  readonly model!: Model
}

@ObjectType({ description: 'Result of updateModel.' })
export class UpdateModelPayload {
  @Field(() => Model, { description: 'The model after the call.' })
  readonly model!: Model
}

@ObjectType({ description: 'Result of deleteModel.' })
export class DeleteModelPayload {
  @Field(() => Model, { description: 'The deleted model; restoreModel restores it.' })
  readonly model!: Model
}

@ObjectType({ description: 'Result of restoreModel.' })
export class RestoreModelPayload {
  @Field(() => Model, { description: 'The restored model.' })
  readonly model!: Model
}
