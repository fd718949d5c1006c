import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, ID, InputType } from 'type-graphql'

@InputType({ description: 'A new model.' })
export class CreateModelInput {
  @Field(() => ID, { description: 'Where it belongs.' })
  readonly projectId!: string
  @Field(() => String, { description: 'Unique in its project; at most 200 characters.' })
  readonly name!: string
  @Field(() => String, {
    description: 'What is trained, as "fully-connected": one of the catalogue or of your own.',
  })
  readonly architecture!: string
  @Field(() => String, { description: 'What it is trained on, as "mnist".' })
  readonly dataset!: string
  @Field(() => GraphQLJSONObject, { nullable: true, description: 'How it is trained.' })
  readonly recipe?: Record<string, unknown> | null
  @Field(() => String, { nullable: true, description: 'Free text.' })
  readonly notes?: string | null
}

@InputType({ description: 'Changes of a model; what is not given stays.' })
export class UpdateModelInput {
  @Field(() => ID, { description: 'The model.' })
  readonly id!: string
  @Field(() => String, { nullable: true, description: 'Unique in its project; at most 200 characters.' })
  readonly name?: string | null
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Merged into the recipe: null takes a value away (RFC 7396).',
  })
  readonly recipe?: Record<string, unknown> | null
  @Field(() => String, { nullable: true, description: 'Free text.' })
  readonly notes?: string | null
}

@InputType({ description: 'A model to delete.' })
export class DeleteModelInput {
  @Field(() => ID, { description: 'The model.' })
  readonly id!: string
}

@InputType({ description: 'A model to bring back.' })
export class RestoreModelInput {
  @Field(() => ID, { description: 'The model.' })
  readonly id!: string
}
