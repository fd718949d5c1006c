import { sql, type Selectable } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { roleIn } from '../access/authorize.ts'
import type { AuditEventTable } from '../database/tables.ts'
import type { Lab } from '../lab.ts'
import { cleanText } from '../records/text-fields.ts'
import type { OrderKey } from '../records/order-key.ts'
import { planPage, selectPage, type Page, type PageRequest } from '../records/paging.ts'

/** Entry of the audit trail: the actor, the action and its time. */
export type AuditEvent = Selectable<AuditEventTable>

export interface AuditFilter {
  readonly projectId?: string | null
  readonly userId?: string | null
  readonly action?: string | null
  readonly subject?: string | null
  readonly since?: Date | null
  readonly until?: Date | null
}

/**
 * Lists audit entries, newest first: for administrators all of them, for others those of projects where they
 * are admin.
 */
export async function listAuditEvents(
  lab: Lab,
  actor: Actor,
  filter: AuditFilter = {},
  request: PageRequest = {},
): Promise<Page<AuditEvent>> {
  const plan = planPage([newestFirst], request, 'audit')
  const all = select(lab, actor, filter)
  return selectPage(plan, all, all.selectAll())
}

/** Finds audit entries by id, if the actor may read them, in one statement. */
export async function findAuditEvents(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, AuditEvent>> {
  if (ids.length === 0) return new Map()
  const rows = await select(lab, actor, {}).selectAll().where('id', 'in', ids.map(Number)).execute()
  return new Map(rows.map((row) => [String(row.id), row]))
}

const newestFirst: OrderKey = {
  expression: sql`audit_event.id`,
  type: {
    write: (expression) => sql`(${expression})::text`,
    parse: (text) => (/^\d{1,15}$/.test(text) ? sql`${Number(text)}::bigint` : undefined),
  },
  descending: true,
  nullable: false,
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
  if (filter.action != null) query = query.where('action', '=', cleanText(filter.action))
  if (filter.subject != null) query = query.where('subject', '=', cleanText(filter.subject))
  if (filter.since != null) query = query.where('at', '>=', filter.since)
  if (filter.until != null) query = query.where('at', '<', filter.until)
  return query
}
