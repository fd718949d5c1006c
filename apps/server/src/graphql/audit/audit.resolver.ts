import { listAuditEvents, type AuditFilter } from '@mitoscope/lab'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import { Arg, Args, Ctx, Field, ID, InputType, Query, Resolver } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { AuditEvent } from './audit-event.type.ts'

@InputType({ description: 'Which entries; all that is given must hold.' })
class AuditEventFilter {
  @Field(() => ID, { nullable: true, description: 'Of this project.' })
  readonly projectId?: string | null
  @Field(() => ID, { nullable: true, description: 'By this user.' })
  readonly userId?: string | null
  @Field(() => String, { nullable: true, description: 'This mutation.' })
  readonly action?: string | null
  @Field(() => String, { nullable: true, description: 'Done to this, as its kind and the id of its record.' })
  readonly subject?: string | null
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Not before this time.' })
  readonly since?: Date | null
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Before this time.' })
  readonly until?: Date | null
}

const AuditEventConnection = createConnection('AuditEvent', () => AuditEvent)

@Resolver()
export class AuditResolver {
  @Query(() => AuditEventConnection, {
    description:
      'Who changed what, newest first: everything for administrators, else what happened in projects that you are admin of.',
  })
  async auditTrail(
    @Ctx() { lab, actor }: Context,
    @Args(() => PageArgs) request: PageArgs,
    @Arg('filter', () => AuditEventFilter, { nullable: true, description: 'Which entries.' })
    filter?: AuditEventFilter | null,
  ) {
    const page = await listAuditEvents(lab, actor, readFilter(filter ?? {}), request)
    return new AuditEventConnection({ ...page, nodes: page.nodes.map((record) => new AuditEvent(record)) })
  }
}

function readFilter({ projectId, userId, ...rest }: AuditEventFilter): AuditFilter {
  return {
    ...rest,
    projectId: projectId == null ? null : requireId('Project', projectId),
    userId: userId == null ? null : requireId('User', userId),
  }
}
