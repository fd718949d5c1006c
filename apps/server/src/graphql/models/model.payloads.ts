import { Field, ObjectType } from 'type-graphql'
import { Model } from './model.type.ts'

@ObjectType({ description: 'What createModel did.' })
export class CreateModelPayload {
  @Field(() => Model, { description: 'The new model.' })
  readonly model!: Model
}

@ObjectType({ description: 'What updateModel did.' })
export class UpdateModelPayload {
  @Field(() => Model, { description: 'The model as it is now.' })
  readonly model!: Model
}

@ObjectType({ description: 'What deleteModel did.' })
export class DeleteModelPayload {
  @Field(() => Model, { description: 'The deleted model, which restoreModel brings back.' })
  readonly model!: Model
}

@ObjectType({ description: 'What restoreModel did.' })
export class RestoreModelPayload {
  @Field(() => Model, { description: 'The model as it is again.' })
  readonly model!: Model
}
