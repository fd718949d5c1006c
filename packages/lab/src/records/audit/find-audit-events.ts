import { sql, type Selectable } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { roleIn } from '../access/authorize.ts'
import type { AuditEventTable } from '../../platform/database/tables.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { compileFilter, type CombinedFilter } from '../../platform/rows/compile-filter.ts'
import {
  compareText,
  compareTime,
  type Condition,
  type TextFilter,
  type TimeFilter,
} from '../../platform/rows/filters.ts'
import { orderKeys, type FieldOrder, type OrderFields } from '../../platform/rows/order-by.ts'
import { textKey, type OrderKey } from '../../platform/rows/order-key.ts'
import { planPage, selectPage, type Page, type PageRequest } from '../../platform/rows/paging.ts'

/** Entry of the audit trail: the actor, the action and its time. */
export type AuditEvent = Selectable<AuditEventTable>

/** Conditions on audit entries, all of which must hold. */
export interface AuditFilter extends CombinedFilter<AuditFilter> {
  /** Ids of the accounts that acted. */
  readonly user?: Omit<TextFilter, 'contains' | 'startsWith'> | null
  readonly action?: TextFilter | null
  readonly subject?: TextFilter | null
  readonly at?: TimeFilter | null
}

export type AuditOrderField = 'at' | 'action'

export interface ListAuditEvents extends PageRequest {
  readonly projectId?: string | null
  readonly filter?: AuditFilter | null
  /** Order of the list; newest first by default. */
  readonly orderBy?: readonly FieldOrder<AuditOrderField>[] | null
}

/**
 * Lists audit entries, newest first by default: for administrators all of them, for others those of projects where they
 * are admin.
 */
export async function listAuditEvents(
  lab: Lab,
  actor: Actor,
  request: ListAuditEvents = {},
): Promise<Page<AuditEvent>> {
  const order = request.orderBy ?? []
  const plan = planPage(orderKeys(fields, order, newestFirst), request, ['audit', order])
  const all = select(lab, actor, request)
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

const fields: OrderFields<AuditOrderField> = {
  // Ids ascend with the time, and have an index.
  at: newestFirst,
  action: { expression: sql`audit_event.action`, type: textKey },
}

function select(
  lab: Lab,
  actor: Actor,
  { projectId, filter }: Pick<ListAuditEvents, 'projectId' | 'filter'>,
) {
  let query = lab.db.selectFrom('auditEvent')
  if (!(actor.siteAdmin && actor.scope === 'admin')) {
    const own = actor.projects === 'all' ? [] : [...actor.projects.keys()]
    const administered = own.filter((id) => roleIn(actor, id) === 'admin')
    query = query.where((where) =>
      administered.length === 0 ? where.lit(false) : where('projectId', 'in', administered),
    )
  }
  if (projectId != null) query = query.where('projectId', '=', projectId)
  return query.where(compileFilter(filter ?? {}, conditionsOf))
}

function conditionsOf({ user, action, subject, at }: AuditFilter): Condition[] {
  const conditions: Condition[] = []
  if (user) conditions.push(...compareText(sql`audit_event.user_id`, user))
  if (action) conditions.push(...compareText(sql`audit_event.action`, action))
  if (subject) conditions.push(...compareText(sql`audit_event.subject`, subject))
  if (at) conditions.push(...compareTime(sql`audit_event.at`, at))
  return conditions
}
