import { findProjects, type Project as ProjectRecord } from '@mitoscope/lab'
import { Field, ObjectType } from 'type-graphql'
import { DateTime } from '../date-time.ts'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'
import { loaderOf } from '../loaders.ts'

@ObjectType('Project', {
  implements: Node,
  description: 'Collection of models, sweeps and runs that is shared with the same members.',
})
export class Project extends Node {
  readonly __typename = 'Project'
  readonly record: ProjectRecord
  override readonly id: string

  constructor(record: ProjectRecord) {
    super()
    this.record = record
    this.id = toGlobalId('Project', record.id)
  }

  @Field(() => String, { description: 'Name of the project, unique in the lab.' })
  name(): string {
    return this.record.name
  }

  @Field(() => String, { description: 'Description as free text; empty if there is none.' })
  description(): string {
    return this.record.description
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
    description: 'Time of the soft deletion; null if the project is not deleted. restoreProject restores it.',
  })
  deletedAt(): Date | null {
    return this.record.deletedAt
  }
}

export const loadProject = loaderOf(findProjects, Project)
