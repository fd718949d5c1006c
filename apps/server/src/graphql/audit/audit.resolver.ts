import {
  listAuditEvents,
  type AuditFilter,
  type AuditOrderField,
  type FieldOrder,
  type ListAuditEvents,
} from '@mitoscope/lab'
import { Arg, Args, ArgsType, Ctx, Field, ID, InputType, Query, Resolver } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import type { Context } from '../context.ts'
import { IdFilter, TextFilter, TimeFilter } from '../filters.inputs.ts'
import { requireGiven } from '../global-id.ts'
import { toIds } from '../id-filter.ts'
import { createOrder } from '../order.input.ts'
import { AuditEvent } from './audit-event.type.ts'

@InputType({
  description: 'Filter of audit events; all given conditions must hold. At most 200 conditions are accepted.',
})
class AuditEventFilter {
  @Field(() => [AuditEventFilter], { nullable: true, description: 'Filters that must all match.' })
  readonly AND?: AuditEventFilter[] | null
  @Field(() => [AuditEventFilter], {
    nullable: true,
    description: 'Filters of which at least one must match.',
  })
  readonly OR?: AuditEventFilter[] | null
  @Field(() => [AuditEventFilter], { nullable: true, description: 'Filters of which none may match.' })
  readonly NOT?: AuditEventFilter[] | null
  @Field(() => IdFilter, { nullable: true, description: 'Conditions on the ID of the user who acted.' })
  readonly userId?: IdFilter | null
  @Field(() => TextFilter, {
    nullable: true,
    description: 'Conditions on the name of the mutation or internal action, for example "deleteRuns".',
  })
  readonly action?: TextFilter | null
  @Field(() => TextFilter, {
    nullable: true,
    description: 'Conditions on the subject: kind and ID of the record, for example "run 6f9c…".',
  })
  readonly subject?: TextFilter | null
  @Field(() => TimeFilter, { nullable: true, description: 'Conditions on the time of the event.' })
  readonly at?: TimeFilter | null
}

const AuditEventOrder = createOrder<AuditOrderField>('AuditEvent', 'audit events', {
  at: 'Time of the event.',
  action: 'Name of the mutation or internal action.',
})

@ArgsType()
class AuditListArgs extends PageArgs {
  @Field(() => AuditEventFilter, {
    nullable: true,
    description: 'Filter of the events; all events if omitted.',
  })
  readonly filter?: AuditEventFilter | null
  @Field(() => [AuditEventOrder], {
    nullable: true,
    description: 'Order of the events; newest first if omitted.',
  })
  readonly orderBy?: FieldOrder<AuditOrderField>[] | null
}

const AuditEventConnection = createConnection('AuditEvent', () => AuditEvent)

@Resolver()
export class AuditResolver {
  @Query(() => AuditEventConnection, {
    description:
      'Audit events: all events for site administrators, otherwise the events of projects that the caller is ADMIN of.',
  })
  async auditTrail(
    @Ctx() { lab, actor }: Context,
    @Args(() => AuditListArgs) { filter, ...args }: AuditListArgs,
    @Arg('projectId', () => ID, {
      nullable: true,
      description: 'Global ID of the project to list; all projects if omitted.',
    })
    projectId?: string | null,
  ) {
    const request: ListAuditEvents = {
      ...args,
      filter: filter && toAuditFilter(filter),
      projectId: requireGiven('Project', projectId),
    }
    const page = await listAuditEvents(lab, actor, request)
    return new AuditEventConnection({ ...page, nodes: page.nodes.map((record) => new AuditEvent(record)) })
  }
}

function toAuditFilter({ AND, OR, NOT, userId, ...filter }: AuditEventFilter): AuditFilter {
  return {
    ...filter,
    AND: AND?.map(toAuditFilter),
    OR: OR?.map(toAuditFilter),
    NOT: NOT?.map(toAuditFilter),
    user: userId && toIds('User', userId),
  }
}
