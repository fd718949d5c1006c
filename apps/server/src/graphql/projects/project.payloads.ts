import { Field, ObjectType } from 'type-graphql'
import { Project } from './project.type.ts'

@ObjectType({ description: 'What createProject did.' })
export class CreateProjectPayload {
  @Field(() => Project, { description: 'The new project.' })
  readonly project!: Project
}

@ObjectType({ description: 'What updateProject did.' })
export class UpdateProjectPayload {
  @Field(() => Project, { description: 'The project as it is now.' })
  readonly project!: Project
}

@ObjectType({ description: 'What deleteProject did.' })
export class DeleteProjectPayload {
  @Field(() => Project, { description: 'The deleted project, which restoreProject brings back.' })
  readonly project!: Project
}

@ObjectType({ description: 'What restoreProject did.' })
export class RestoreProjectPayload {
  @Field(() => Project, { description: 'The project as it is again.' })
  readonly project!: Project
}
