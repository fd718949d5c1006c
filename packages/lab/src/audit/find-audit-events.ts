import type { Selectable } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { roleIn } from '../access/authorize.ts'
import type { AuditEventTable } from '../database/tables.ts'
import type { Lab } from '../lab.ts'
import { pageSize, type Page, type PageRequest } from '../records/page.ts'

/** Who did what, when. */
export type AuditEvent = Selectable<AuditEventTable>

export interface AuditFilter {
  readonly projectId?: string | null
  readonly userId?: string | null
  readonly action?: string | null
  readonly subject?: string | null
  readonly since?: Date | null
  readonly until?: Date | null
}

/** The newest first: everything for administrators, for others what happened in projects that they are admin of. */
export async function listAuditEvents(
  lab: Lab,
  actor: Actor,
  filter: AuditFilter = {},
  request: PageRequest = {},
): Promise<Page<AuditEvent>> {
  const size = pageSize(request)
  const after = Number(request.after)
  const query = select(lab, actor, filter)
  const paged = Number.isSafeInteger(after) && request.after ? query.where('id', '<', after) : query
  const found = await paged
    .selectAll()
    .orderBy('id', 'desc')
    .limit(size + 1)
    .execute()
  const nodes = found.slice(0, size)
  return {
    nodes,
    cursors: nodes.map(({ id }) => String(id)),
    hasNextPage: found.length > size,
    hasPreviousPage: paged !== query,
    async totalCount() {
      const { count } = await query
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return Number(count)
    },
  }
}

function select(lab: Lab, actor: Actor, filter: AuditFilter) {
  let query = lab.db.selectFrom('auditEvent')
  if (!(actor.siteAdmin && actor.scope === 'admin')) {
    const own = actor.projects === 'all' ? [] : [...actor.projects.keys()]
    const administered = own.filter((id) => roleIn(actor, id) === 'admin')
    query = query.where((where) =>
      administered.length === 0 ? where.lit(false) : where('projectId', 'in', administered),
    )
  }
  if (filter.projectId != null) query = query.where('projectId', '=', filter.projectId)
  if (filter.userId != null) query = query.where('userId', '=', filter.userId)
  if (filter.action != null) query = query.where('action', '=', filter.action)
  if (filter.subject != null) query = query.where('subject', '=', filter.subject)
  if (filter.since != null) query = query.where('at', '>=', filter.since)
  if (filter.until != null) query = query.where('at', '<', filter.until)
  return query
}
