import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { readableProjects } from '../access/authorize.ts'
import type { Lab } from '../lab.ts'
import { compareText } from '../records/compare.ts'
import type { Deleted } from '../records/deleted.ts'
import type { TextFilter } from '../records/filters.ts'
import { idKey, textKey, timeKey, type OrderKey } from '../records/order-key.ts'
import { type Page, type PageRequest } from '../records/page.ts'
import { planPage } from '../records/plan-page.ts'
import { readTablePage } from '../records/read-page.ts'
import type { Project } from './project.ts'

export type ProjectOrderField = 'name' | 'createdAt' | 'updatedAt'

export interface PageProjects extends PageRequest {
  readonly filter?: { readonly name?: TextFilter | null } | null
  /** Order of the list; by name by default. */
  readonly orderBy?: { readonly field: ProjectOrderField; readonly direction?: 'asc' | 'desc' | null } | null
  readonly deleted?: Deleted | null
}

/** Lists a page of the projects that the actor may read. */
export async function pageProjects(lab: Lab, actor: Actor, request: PageProjects): Promise<Page<Project>> {
  const { filter, deleted } = request
  const order = { field: request.orderBy?.field ?? 'name', direction: request.orderBy?.direction ?? 'asc' }
  const keys = [
    { ...fields[order.field], descending: order.direction === 'desc', nullable: false },
    { expression: sql`project.id`, type: idKey, descending: false, nullable: false },
  ]
  const plan = planPage(keys, request, ['projects', order])
  const readable = readableProjects(actor)
  const conditions = [
    sql`true`,
    ...(deleted === 'include' ? [] : [sql`(project.deleted_at is null) = ${deleted !== 'only'}`]),
    ...(readable ? [sql`project.id = any(${[...readable]}::uuid[])`] : []),
    ...(filter?.name ? compareText(sql`project.name`, filter.name) : []),
  ]
  const from = sql`project where ${sql.join(conditions, sql` and `)}`
  return readTablePage<Project>(lab.db, plan, 'project', from)
}

const fields: Readonly<Record<ProjectOrderField, Pick<OrderKey, 'expression' | 'type'>>> = {
  name: { expression: sql`(lower(project.name) collate "C")`, type: textKey },
  createdAt: { expression: sql`project.created_at`, type: timeKey },
  updatedAt: { expression: sql`project.updated_at`, type: timeKey },
}
