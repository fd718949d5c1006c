import type { Project as ProjectRecord } from '@mitoscope/lab'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import { Field, ObjectType } from 'type-graphql'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'

@ObjectType('Project', {
  implements: Node,
  description: 'Models, sweeps and runs that belong together and are shared with the same people.',
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

  @Field(() => String, { description: 'Unique in the lab.' })
  name(): string {
    return this.record.name
  }

  @Field(() => String, { description: 'What it is about.' })
  description(): string {
    return this.record.description
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
    description: 'When it was deleted; null while it is not. restoreProject brings it back.',
  })
  deletedAt(): Date | null {
    return this.record.deletedAt
  }
}
