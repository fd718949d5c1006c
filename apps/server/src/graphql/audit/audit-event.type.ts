import type { AuditEvent as AuditRecord } from '@mitoscope/lab'
import { GraphQLDateTimeISO, GraphQLJSONObject } from 'graphql-scalars'
import { Ctx, Field, ID, ObjectType } from 'type-graphql'
import { loadUser } from '../accounts/load-user.ts'
import { User } from '../accounts/user.type.ts'
import type { Context } from '../context.ts'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'
import { loadProject } from '../projects/load-project.ts'
import { Project } from '../projects/project.type.ts'

@ObjectType('AuditEvent', {
  implements: Node,
  description: 'Who did what, when. It is written with the change itself.',
})
export class AuditEvent extends Node {
  readonly __typename = 'AuditEvent'
  readonly record: AuditRecord
  override readonly id: string

  constructor(record: AuditRecord) {
    super()
    this.record = record
    this.id = toGlobalId('AuditEvent', String(record.id))
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  at(): Date {
    return this.record.at
  }

  @Field(() => String, { description: 'The mutation.' })
  action(): string {
    return this.record.action
  }

  @Field(() => String, { description: 'What it was done to, as its kind and the id of its record.' })
  subject(): string {
    return this.record.subject
  }

  @Field(() => String, { description: 'What whoever did it was called then.' })
  actor(): string {
    return this.record.actor
  }

  @Field(() => User, { nullable: true, description: 'The account of whoever did it; null in local mode.' })
  user(@Ctx() context: Context): Promise<User | undefined> | undefined {
    return this.record.userId === null ? undefined : loadUser(context, this.record.userId)
  }

  @Field(() => ID, { nullable: true, description: 'Id of the API token that did it, if one did.' })
  tokenId(): string | null {
    return this.record.tokenId && toGlobalId('ApiToken', this.record.tokenId)
  }

  @Field(() => Project, { nullable: true, description: 'Where it happened; null for what is of no project.' })
  project(@Ctx() context: Context): Promise<Project | undefined> | undefined {
    return this.record.projectId === null ? undefined : loadProject(context, this.record.projectId)
  }

  @Field(() => String, { nullable: true, description: 'The request, as logs call it.' })
  requestId(): string | null {
    return this.record.requestId
  }

  @Field(() => GraphQLJSONObject, { description: 'What else is known of it.' })
  detail(): object {
    return this.record.detail
  }
}
