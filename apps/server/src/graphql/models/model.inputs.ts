import { createIdInput } from '../mutation-types.ts'
import { GraphQLJSONObject } from 'graphql-scalars'
import { Field, ID, InputType } from 'type-graphql'

@InputType({ description: 'Model to create.' })
export class CreateModelInput {
  @Field(() => ID, { description: 'Global ID of the project.' })
  readonly projectId!: string
  @Field(() => String, {
    description:
      'Name of the model, 1 to 200 characters, unique in its project (case is ignored). A taken name is a CONFLICT.',
  })
  readonly name!: string
  @Field(() => String, {
    description:
      'Name of the architecture, at most 200 characters: one of the catalogue, for example "fully-connected", or any other.',
  })
  readonly architecture!: string
  @Field(() => String, { description: 'Name of the dataset, at most 200 characters, for example "mnist".' })
  readonly dataset!: string
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Hyper-parameters of the training as a JSON object; default {}.',
  })
  readonly recipe?: Record<string, unknown> | null
  @Field(() => String, {
    nullable: true,
    description: 'Notes as free text of at most 100,000 characters; default empty.',
  })
  readonly notes?: string | null
}

@InputType({ description: 'Changes of a model. Fields that are omitted or null keep their values.' })
export class UpdateModelInput {
  @Field(() => ID, { description: 'Global ID of the model.' })
  readonly id!: string
  @Field(() => String, {
    nullable: true,
    description:
      'New name, 1 to 200 characters, unique in the project (case is ignored). A taken name is a CONFLICT.',
  })
  readonly name?: string | null
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Changes that are merged into the recipe by RFC 7396: a null value removes a key.',
  })
  readonly recipe?: Record<string, unknown> | null
  @Field(() => String, {
    nullable: true,
    description: 'New notes as free text of at most 100,000 characters.',
  })
  readonly notes?: string | null
}

export const DeleteModelInput = createIdInput('DeleteModel', 'model')

export const RestoreModelInput = createIdInput('RestoreModel', 'model')
