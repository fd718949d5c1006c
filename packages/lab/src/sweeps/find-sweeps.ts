import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { mayRead, readableProjects } from '../access/authorize.ts'
import type { Lab } from '../lab.ts'
import { idKey, timeKey, type OrderKey } from '../records/order-key.ts'
import { type Page, type PageRequest, planPage, selectTablePage } from '../records/paging.ts'
import {
  compareId,
  compareText,
  compareTime,
  type Condition,
  type IdFilter,
  type TextFilter,
  type TimeFilter,
  type Deleted,
} from '../records/filters.ts'
import { compileFilter, type CombinedFilter } from '../records/compile-filter.ts'
import type { Sweep } from './sweep.ts'

export interface SweepFilter extends CombinedFilter<SweepFilter> {
  readonly name?: TextFilter | null
  readonly dataset?: TextFilter | null
  readonly architecture?: TextFilter | null
  readonly model?: IdFilter | null
  readonly createdAt?: TimeFilter | null
}

export interface ListSweeps extends PageRequest {
  readonly projectId?: string | null
  readonly filter?: SweepFilter | null
  readonly deleted?: Deleted | null
}

/** Finds sweeps by id, if the actor may read them, in one statement. Includes deleted ones, which can be restored. */
export async function findSweeps(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, Sweep>> {
  if (ids.length === 0) return new Map()
  const rows = await lab.db.selectFrom('sweep').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.filter((row) => mayRead(actor, row.projectId)).map((row) => [row.id, row]))
}

/** Returns the sweep; undefined if it does not exist or the actor may not read it. */
export async function findSweep(lab: Lab, actor: Actor, id: string): Promise<Sweep | undefined> {
  return (await findSweeps(lab, actor, [id])).get(id)
}

const newestFirst: readonly OrderKey[] = [
  { expression: sql`sweep.created_at`, type: timeKey, descending: true, nullable: false },
  { expression: sql`sweep.id`, type: idKey, descending: false, nullable: false },
]

/** Lists a page of the sweeps that the actor may read, newest first. */
export async function listSweeps(lab: Lab, actor: Actor, request: ListSweeps = {}): Promise<Page<Sweep>> {
  const plan = planPage(newestFirst, request, 'newest')
  const conditions = [compileFilter(request.filter ?? {}, conditionsOf), visible(request.deleted)]
  const readable = readableProjects(actor)
  if (readable) conditions.push(sql`sweep.project_id = any(${[...readable]}::uuid[])`)
  if (request.projectId) conditions.push(sql`sweep.project_id = ${request.projectId}::uuid`)
  const from = sql`sweep where ${sql.join(conditions, sql` and `)}`
  return selectTablePage<Sweep>(lab.db, plan, 'sweep', from)
}

function conditionsOf({ name, dataset, architecture, model, createdAt }: SweepFilter): Condition[] {
  const conditions: Condition[] = []
  if (name) conditions.push(...compareText(sql`sweep.name`, name))
  if (dataset) conditions.push(...compareText(sql`(sweep.config ->> 'dataset')`, dataset))
  if (architecture) conditions.push(...compareText(sql`(sweep.config ->> 'architecture')`, architecture))
  if (model) conditions.push(...compareId(sql`sweep.model_id`, model))
  if (createdAt) conditions.push(...compareTime(sql`sweep.created_at`, createdAt))
  return conditions
}

function visible(deleted: Deleted | null | undefined): Condition {
  if (deleted === 'include') return sql`true`
  if (deleted === 'only') return sql`sweep.deleted_at is not null`
  return sql`(sweep.deleted_at is null and exists (select from model join project on project.id = model.project_id
    where model.id = sweep.model_id and model.deleted_at is null and project.deleted_at is null))`
}
