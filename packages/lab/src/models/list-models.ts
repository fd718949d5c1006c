import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { readableProjects } from '../access/authorize.ts'
import type { Lab } from '../lab.ts'
import { idKey, numberKey, textKey, timeKey, type OrderKey } from '../records/order-key.ts'
import { emptyPage, type Page, type PageRequest } from '../records/page.ts'
import { planPage, type PageRow } from '../records/plan-page.ts'
import { compareText } from '../records/compare.ts'
import type { TextFilter } from '../records/filters.ts'
import type { Deleted } from '../records/deleted.ts'
import type { Model } from './model.ts'

export interface ModelFilter {
  readonly name?: TextFilter | null
  readonly architecture?: TextFilter | null
  readonly dataset?: TextFilter | null
}

export type ModelOrderField = 'name' | 'architecture' | 'dataset' | 'createdAt' | 'updatedAt' | 'runs'

export interface ListModels extends PageRequest {
  readonly projectId?: string | null
  readonly filter?: ModelFilter | null
  /** By name when not given. */
  readonly orderBy?: { readonly field: ModelOrderField; readonly direction?: 'asc' | 'desc' | null } | null
  readonly deleted?: Deleted | null
}

/** A page of the models that the actor may read, of one project or of all. */
export async function listModels(lab: Lab, actor: Actor, request: ListModels): Promise<Page<Model>> {
  const { projectId, filter, deleted } = request
  const order = { field: request.orderBy?.field ?? 'name', direction: request.orderBy?.direction ?? 'asc' }
  const keys = [
    { ...fields[order.field], descending: order.direction === 'desc', nullable: false },
    { expression: sql`model.id`, type: idKey, descending: false, nullable: false },
  ]
  const plan = planPage(keys, request, ['models', order])
  if (!plan) return emptyPage
  const readable = readableProjects(actor)
  const conditions = [
    deleted === 'include' ? sql`true` : deleted === 'only' ? sql`model.deleted_at is not null` : notDeleted,
    ...(projectId ? [sql`model.project_id = ${projectId}::uuid`] : []),
    ...(readable ? [sql`model.project_id = any(${[...readable]}::uuid[])`] : []),
    ...(['name', 'architecture', 'dataset'] as const).flatMap((field) =>
      filter?.[field] ? compareText(sql.ref(`model.${field}`), filter[field]) : [],
    ),
  ]
  const from = sql`model where ${sql.join(conditions, sql` and `)}`
  const { rows } = await sql<Model & PageRow>`
    select model.*, ${plan.cursor} as cursor from ${from} and ${plan.where}
    order by ${plan.orderBy} limit ${plan.limit}`.execute(lab.db)
  return plan.toPage(rows, async () => {
    const counted = await sql<{ count: number }>`select count(*) as count from ${from}`.execute(lab.db)
    return counted.rows[0].count
  })
}

const notDeleted = sql`model.deleted_at is null and exists (
  select from project where project.id = model.project_id and project.deleted_at is null)`

const fields: Readonly<Record<ModelOrderField, Pick<OrderKey, 'expression' | 'type'>>> = {
  name: { expression: sql`(lower(model.name) collate "C")`, type: textKey },
  architecture: { expression: sql`(lower(model.architecture) collate "C")`, type: textKey },
  dataset: { expression: sql`(lower(model.dataset) collate "C")`, type: textKey },
  createdAt: { expression: sql`model.created_at`, type: timeKey },
  updatedAt: { expression: sql`model.updated_at`, type: timeKey },
  runs: {
    expression: sql`(select count(*) from training_run run where run.model_id = model.id and run.deleted_at is null)`,
    type: numberKey,
  },
}
