import { Field, ID, InputType } from 'type-graphql'

@InputType({ description: 'A new project.' })
export class CreateProjectInput {
  @Field(() => String, { description: 'Unique in the lab; at most 200 characters.' })
  readonly name!: string
  @Field(() => String, { nullable: true, description: 'What it is about.' })
  readonly description?: string | null
}

@InputType({ description: 'Changes of a project; what is not given stays.' })
export class UpdateProjectInput {
  @Field(() => ID, { description: 'The project.' })
  readonly id!: string
  @Field(() => String, { nullable: true, description: 'Unique in the lab; at most 200 characters.' })
  readonly name?: string | null
  @Field(() => String, { nullable: true, description: 'What it is about.' })
  readonly description?: string | null
}

@InputType({ description: 'A project to delete.' })
export class DeleteProjectInput {
  @Field(() => ID, { description: 'The project.' })
  readonly id!: string
}

@InputType({ description: 'A project to bring back.' })
export class RestoreProjectInput {
  @Field(() => ID, { description: 'The project.' })
  readonly id!: string
}
