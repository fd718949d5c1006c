import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { readableProjects } from '../access/authorize.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { orderKeys, type FieldOrder, type OrderFields } from '../../platform/rows/order-by.ts'
import { idKey, numberKey, textKey, timeKey } from '../../platform/rows/order-key.ts'
import { type Page, type PageRequest, planPage, type PageRow } from '../../platform/rows/paging.ts'
import {
  compareText,
  compareTime,
  type Condition,
  type TextFilter,
  type TimeFilter,
  type Deleted,
} from '../../platform/rows/filters.ts'
import { compileFilter, type CombinedFilter } from '../../platform/rows/compile-filter.ts'
import type { Model } from './model.ts'

export interface ModelFilter extends CombinedFilter<ModelFilter> {
  readonly name?: TextFilter | null
  readonly architecture?: TextFilter | null
  readonly dataset?: TextFilter | null
  readonly createdAt?: TimeFilter | null
  readonly updatedAt?: TimeFilter | null
}

export type ModelOrderField = 'name' | 'architecture' | 'dataset' | 'createdAt' | 'updatedAt' | 'runs'

export interface ListModels extends PageRequest {
  readonly filter?: ModelFilter | null
  /** Order of the list; by name by default. */
  readonly orderBy?: readonly FieldOrder<ModelOrderField>[] | null
  readonly deleted?: Deleted | null
}

/**
 * Lists the same page of the models of each of several projects, or of all readable ones (null), in one
 * statement.
 */
export async function listModelsOf(
  lab: Lab,
  actor: Actor,
  projectIds: readonly (string | null)[],
  request: ListModels,
): Promise<Page<Model>[]> {
  const order = request.orderBy?.length ? request.orderBy : [{ field: 'name' as const }]
  const last = { expression: sql`model.id`, type: idKey, descending: false, nullable: false }
  const plan = planPage(orderKeys(fields, order, last), request, ['models', order])
  const from = sql`model where (scope.project is null or model.project_id = scope.project)
    and ${sql.join(listConditions(actor, request), sql` and `)}`
  const scopes = sql`unnest(${projectIds.map((_, n) => n)}::int[], ${[...projectIds]}::uuid[]) as scope (n, project)`
  const { rows } = await sql<Model & PageRow & { scope: number }>`
    select scope.n as scope, page.* from ${scopes} cross join lateral (
      select model.*, ${plan.cursor} as cursor from ${from} and ${plan.where}
      order by ${plan.orderBy} limit ${plan.limit}
    ) as page`.execute(lab.db)
  let counts: Promise<Map<number, number>> | undefined
  const selectCounts = async () => {
    const { rows: counted } = await sql<{ n: number; count: number }>`
      select scope.n, (select count(*) from ${from}) as count from ${scopes}`.execute(lab.db)
    return new Map(counted.map(({ n, count }) => [n, count]))
  }
  return projectIds.map((_, n) =>
    plan.toPage(
      rows.filter(({ scope }) => scope === n).map(({ scope: _scope, ...model }) => model),
      async () => (await (counts ??= selectCounts())).get(n) ?? 0,
    ),
  )
}

function listConditions(actor: Actor, { filter, deleted }: ListModels): RawBuilder<boolean>[] {
  const readable = readableProjects(actor)
  return [
    deleted === 'include' ? sql`true` : deleted === 'only' ? sql`model.deleted_at is not null` : notDeleted,
    ...(readable ? [sql<boolean>`model.project_id = any(${[...readable]}::uuid[])`] : []),
    compileFilter(filter ?? {}, conditionsOf),
  ]
}

function conditionsOf(filter: ModelFilter): Condition[] {
  const conditions: Condition[] = []
  for (const field of ['name', 'architecture', 'dataset'] as const)
    if (filter[field]) conditions.push(...compareText(sql.ref(`model.${field}`), filter[field]))
  for (const field of ['createdAt', 'updatedAt'] as const)
    if (filter[field]) conditions.push(...compareTime(sql.ref(`model.${field}`), filter[field]))
  return conditions
}

const notDeleted = sql<boolean>`model.deleted_at is null and exists (
  select from project where project.id = model.project_id and project.deleted_at is null)`

const fields: OrderFields<ModelOrderField> = {
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
