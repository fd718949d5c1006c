import { findAuditEvents, type AuditEvent as AuditRecord } from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import { Ctx, Field, ID, ObjectType } from 'type-graphql'
import { DateTime } from '../date-time.ts'
import { loadUser } from '../accounts/user.type.ts'
import { User } from '../accounts/user.type.ts'
import type { Context } from '../context.ts'
import { toGlobalId } from '../global-id.ts'
import { Node } from '../node.ts'
import { loadProject } from '../projects/project.type.ts'
import { Project } from '../projects/project.type.ts'
import { loaderOf } from '../loaders.ts'

@ObjectType('AuditEvent', {
  implements: Node,
  description:
    'Record of one change: actor, time and subject. It is written in the same transaction as the change.',
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

  @Field(() => DateTime, { description: 'Time of the change.' })
  at(): Date {
    return this.record.at
  }

  @Field(() => String, { description: 'Name of the mutation or internal action.' })
  action(): string {
    return this.record.action
  }

  @Field(() => String, {
    description: 'Subject of the change: kind and ID of the record, for example "run 6f9c…".',
  })
  subject(): string {
    return this.record.subject
  }

  @Field(() => String, { description: 'Name of the actor at the time of the event.' })
  actor(): string {
    return this.record.actor
  }

  @Field(() => User, { nullable: true, description: 'Account of the actor; null in LOCAL mode.' })
  user(@Ctx() context: Context): Promise<User | undefined> | undefined {
    return this.record.userId === null ? undefined : loadUser(context, this.record.userId)
  }

  @Field(() => ID, {
    nullable: true,
    description: 'ID of the API token of the request; null if there was none.',
  })
  tokenId(): string | null {
    return this.record.tokenId && toGlobalId('ApiToken', this.record.tokenId)
  }

  @Field(() => Project, {
    nullable: true,
    description: 'Project of the event; null for events outside projects.',
  })
  project(@Ctx() context: Context): Promise<Project | undefined> | undefined {
    return this.record.projectId === null ? undefined : loadProject(context, this.record.projectId)
  }

  @Field(() => String, {
    nullable: true,
    description: 'ID of the request in the server logs; null if there was none.',
  })
  requestId(): string | null {
    return this.record.requestId
  }

  @Field(() => GraphQLJSONObject, { description: 'Further details of the event, depending on the action.' })
  detail(): object {
    return this.record.detail
  }
}

export const loadAuditEvent = loaderOf(findAuditEvents, AuditEvent)
