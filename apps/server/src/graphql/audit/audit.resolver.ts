import { listAuditEvents, type AuditFilter } from '@mitoscope/lab'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import { Arg, Args, Ctx, Field, ID, InputType, Query, Resolver } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { AuditEvent } from './audit-event.type.ts'

@InputType({ description: 'Filter of audit events; all given conditions must hold.' })
class AuditEventFilter {
  @Field(() => ID, { nullable: true, description: 'Global ID of the project of the event.' })
  readonly projectId?: string | null
  @Field(() => ID, { nullable: true, description: 'Global ID of the user who acted.' })
  readonly userId?: string | null
  @Field(() => String, {
    nullable: true,
    description: 'Name of the mutation or internal action, for example "deleteRuns".',
  })
  readonly action?: string | null
  @Field(() => String, { nullable: true, description: 'Subject of the event: kind and ID of the record.' })
  readonly subject?: string | null
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Earliest time, inclusive.' })
  readonly since?: Date | null
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Latest time, exclusive.' })
  readonly until?: Date | null
}

const AuditEventConnection = createConnection('AuditEvent', () => AuditEvent)

@Resolver()
export class AuditResolver {
  @Query(() => AuditEventConnection, {
    description:
      'Audit events, newest first: all events for site administrators, otherwise the events of projects that the caller is ADMIN of.',
  })
  async auditTrail(
    @Ctx() { lab, actor }: Context,
    @Args(() => PageArgs) request: PageArgs,
    @Arg('filter', () => AuditEventFilter, {
      nullable: true,
      description: 'Filter of the events; all events if omitted.',
    })
    filter?: AuditEventFilter | null,
  ) {
    const page = await listAuditEvents(lab, actor, toAuditFilter(filter ?? {}), request)
    return new AuditEventConnection({ ...page, nodes: page.nodes.map((record) => new AuditEvent(record)) })
  }
}

function toAuditFilter({ projectId, userId, ...rest }: AuditEventFilter): AuditFilter {
  return {
    ...rest,
    projectId: projectId == null ? null : requireId('Project', projectId),
    userId: userId == null ? null : requireId('User', userId),
  }
}
