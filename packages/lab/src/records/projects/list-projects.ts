import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { readableProjects } from '../access/authorize.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import {
  compareText,
  compareTime,
  type Condition,
  type Deleted,
  type TextFilter,
  type TimeFilter,
} from '../../platform/rows/filters.ts'
import { compileFilter, type CombinedFilter } from '../../platform/rows/compile-filter.ts'
import { orderKeys, type FieldOrder, type OrderFields } from '../../platform/rows/order-by.ts'
import { idKey, textKey, timeKey } from '../../platform/rows/order-key.ts'
import { planPage, selectTablePage, type Page, type PageRequest } from '../../platform/rows/paging.ts'
import type { Project } from './project.ts'

export type ProjectOrderField = 'name' | 'createdAt' | 'updatedAt'

export interface ProjectFilter extends CombinedFilter<ProjectFilter> {
  readonly name?: TextFilter | null
  readonly createdAt?: TimeFilter | null
  readonly updatedAt?: TimeFilter | null
}

export interface ListProjects extends PageRequest {
  readonly filter?: ProjectFilter | null
  /** Order of the list; by name by default. */
  readonly orderBy?: readonly FieldOrder<ProjectOrderField>[] | null
  readonly deleted?: Deleted | null
}

/** Lists a page of the projects that the actor may read. */
export async function listProjects(lab: Lab, actor: Actor, request: ListProjects): Promise<Page<Project>> {
  const { filter, deleted } = request
  const order = request.orderBy?.length ? request.orderBy : [{ field: 'name' as const }]
  const last = { expression: sql`project.id`, type: idKey, descending: false, nullable: false }
  const plan = planPage(orderKeys(fields, order, last), request, ['projects', order])
  const readable = readableProjects(actor)
  const conditions = [
    ...(deleted === 'include' ? [] : [sql`(project.deleted_at is null) = ${deleted !== 'only'}`]),
    ...(readable ? [sql`project.id = any(${[...readable]}::uuid[])`] : []),
    compileFilter(filter ?? {}, conditionsOf),
  ]
  const from = sql`project where ${sql.join(conditions, sql` and `)}`
  return selectTablePage<Project>(lab.db, plan, 'project', from)
}

function conditionsOf(filter: ProjectFilter): Condition[] {
  const conditions = filter.name ? compareText(sql`project.name`, filter.name) : []
  for (const field of ['createdAt', 'updatedAt'] as const)
    if (filter[field]) conditions.push(...compareTime(sql.ref(`project.${field}`), filter[field]))
  return conditions
}

const fields: OrderFields<ProjectOrderField> = {
  name: { expression: sql`(lower(project.name) collate "C")`, type: textKey },
  createdAt: { expression: sql`project.created_at`, type: timeKey },
  updatedAt: { expression: sql`project.updated_at`, type: timeKey },
}
