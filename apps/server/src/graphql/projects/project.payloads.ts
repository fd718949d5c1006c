import { Field, ObjectType } from 'type-graphql'
import { Project } from './project.type.ts'

@ObjectType({ description: 'Result of createProject.' })
export class CreateProjectPayload {
  @Field(() => Project, { description: 'The created project.' })
  readonly project!: Project
}

@ObjectType({ description: 'Result of updateProject.' })
export class UpdateProjectPayload {
  @Field(() => Project, { description: 'The project after the call.' })
  readonly project!: Project
}

@ObjectType({ description: 'Result of deleteProject.' })
export class DeleteProjectPayload {
  @Field(() => Project, { description: 'The deleted project; restoreProject restores it.' })
  readonly project!: Project
}

@ObjectType({ description: 'Result of restoreProject.' })
export class RestoreProjectPayload {
  @Field(() => Project, { description: 'The restored project.' })
  readonly project!: Project
}
