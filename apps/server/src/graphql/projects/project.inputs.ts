import { createIdInput } from '../mutation-types.ts'
import { Field, ID, InputType } from 'type-graphql'

@InputType({ description: 'Project to create.' })
export class CreateProjectInput {
  @Field(() => String, {
    description:
      'Name of the project, 1 to 200 characters, unique in the lab (case is ignored). A taken name is a CONFLICT.',
  })
  readonly name!: string
  @Field(() => String, {
    nullable: true,
    description: 'Description as free text of at most 100,000 characters; default empty.',
  })
  readonly description?: string | null
}

@InputType({ description: 'Changes of a project. Fields that are omitted or null keep their values.' })
export class UpdateProjectInput {
  @Field(() => ID, { description: 'Global ID of the project.' })
  readonly id!: string
  @Field(() => String, {
    nullable: true,
    description:
      'New name, 1 to 200 characters, unique in the lab (case is ignored). A taken name is a CONFLICT.',
  })
  readonly name?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'New description as free text of at most 100,000 characters.',
  })
  readonly description?: string | null
}

export const DeleteProjectInput = createIdInput('DeleteProject', 'project')

export const RestoreProjectInput = createIdInput('RestoreProject', 'project')
