import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { readableProjects } from '../access/authorize.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { orderKeys, type FieldOrder, type OrderFields } from '../../platform/rows/order-by.ts'
import { idKey, textKey, timeKey, type OrderKey } from '../../platform/rows/order-key.ts'
import { type Page, type PageRequest, planPage, selectTablePage } from '../../platform/rows/paging.ts'
import {
  compareId,
  compareText,
  compareTime,
  type Condition,
  type IdFilter,
  type TextFilter,
  type TimeFilter,
  type Deleted,
} from '../../platform/rows/filters.ts'
import { compileFilter, type CombinedFilter } from '../../platform/rows/compile-filter.ts'
import type { Sweep } from './sweep.ts'
import type { Noun } from '../../platform/lab/noun.ts'
import { finderOf } from '../nouns/find-records.ts'

export interface SweepFilter extends CombinedFilter<SweepFilter> {
  readonly name?: TextFilter | null
  readonly dataset?: TextFilter | null
  readonly architecture?: TextFilter | null
  readonly model?: IdFilter | null
  readonly createdAt?: TimeFilter | null
}

export type SweepOrderField = 'name' | 'createdAt' | 'updatedAt'

export interface ListSweeps extends PageRequest {
  readonly projectId?: string | null
  readonly filter?: SweepFilter | null
  /** Order of the list; newest first by default. */
  readonly orderBy?: readonly FieldOrder<SweepOrderField>[] | null
  readonly deleted?: Deleted | null
}

/** Finds sweeps by id, if the actor may read them, in one statement. Includes deleted ones, which can be restored. */
export const findSweeps = finderOf('sweep')

export const sweepNoun: Noun = {
  table: 'sweep',
  description: 'Sweep of training runs',
  words: ['sweep'],
  bin: { name: sql`sweep.name`, model: sql`sweep.model_id` },
  job: {
    kind: 'report',
    description: 'Report on the finished runs of a sweep.',
    words: ['report', 'reports'],
    action: 'Report of a sweep',
  },
}

/** Returns the sweep; undefined if it does not exist or the actor may not read it. */
export async function findSweep(lab: Lab, actor: Actor, id: string): Promise<Sweep | undefined> {
  return (await findSweeps(lab, actor, [id])).get(id)
}

const newestFirst: readonly FieldOrder<SweepOrderField>[] = [{ field: 'createdAt', direction: 'desc' }]
const last: OrderKey = { expression: sql`sweep.id`, type: idKey, descending: false, nullable: false }
const fields: OrderFields<SweepOrderField> = {
  name: { expression: sql`(lower(sweep.name) collate "C")`, type: textKey },
  createdAt: { expression: sql`sweep.created_at`, type: timeKey },
  updatedAt: { expression: sql`sweep.updated_at`, type: timeKey },
}

/** Lists a page of the sweeps that the actor may read. */
export async function listSweeps(lab: Lab, actor: Actor, request: ListSweeps = {}): Promise<Page<Sweep>> {
  const order = request.orderBy?.length ? request.orderBy : newestFirst
  const plan = planPage(orderKeys(fields, order, last), request, ['sweeps', order])
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
