import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { mayRead, readableProjects } from '../access/authorize.ts'
import type { Lab } from '../lab.ts'
import {
  compareText,
  compareTime,
  type Condition,
  type Deleted,
  type TextFilter,
  type TimeFilter,
  type WorkStateFilter,
} from '../records/filters.ts'
import { compileFilter, type CombinedFilter } from '../records/compile-filter.ts'
import { idKey, timeKey, type OrderKey } from '../records/order-key.ts'
import { planPage, selectPage, type Page, type PageRequest } from '../records/paging.ts'
import type { PairComparison } from './pair-comparison.ts'

/** Conditions on comparisons, all of which must hold. */
export interface PairComparisonFilter extends CombinedFilter<PairComparisonFilter> {
  /** Ids of runs; matches comparisons between two of them. */
  readonly runIds?: readonly string[] | null
  /** Ids of representations; matches comparisons between two of them. */
  readonly representationIds?: readonly string[] | null
  /** Id of a run; matches comparisons with one of its representations. */
  readonly runId?: string | null
  /** Id of a representation; matches comparisons with it. */
  readonly representationId?: string | null
  readonly measure?: TextFilter | null
  readonly state?: WorkStateFilter | null
  readonly createdAt?: TimeFilter | null
  readonly finishedAt?: TimeFilter | null
}

export interface ListPairComparisons extends PageRequest {
  readonly projectId?: string | null
  readonly filter?: PairComparisonFilter | null
  /** Treatment of deleted comparisons; left out by default. */
  readonly deleted?: Deleted | null
}

/** Finds comparisons by id, if the actor may read them. Includes deleted ones, which can be restored. */
export async function findPairComparisons(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, PairComparison>> {
  if (ids.length === 0) return new Map()
  const rows = await lab.db.selectFrom('pairComparison').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.filter((row) => mayRead(actor, row.projectId)).map((row) => [row.id, row]))
}

/** Lists a page of the comparisons that the actor may read, newest first. */
export async function listPairComparisons(
  { db }: Lab,
  actor: Actor,
  request: ListPairComparisons = {},
): Promise<Page<PairComparison>> {
  const plan = planPage([newest, last], request, 'newest')
  let matching = db.selectFrom('pairComparison').where(compileFilter(request.filter ?? {}, conditionsOf))
  const readable = readableProjects(actor)
  if (readable) matching = matching.where(sql<boolean>`project_id = any(${[...readable]}::uuid[])`)
  if (typeof request.projectId === 'string') matching = matching.where('projectId', '=', request.projectId)
  if (request.deleted !== 'include')
    matching = matching.where('deletedAt', request.deleted === 'only' ? 'is not' : 'is', null)
  return selectPage(plan, matching, matching.selectAll('pairComparison'))
}

function conditionsOf(filter: PairComparisonFilter): Condition[] {
  const { runIds, representationIds, runId, representationId, measure, state, createdAt, finishedAt } = filter
  const conditions: Condition[] = []
  if (runIds) {
    const ids = sql`any(${[...runIds]}::uuid[])`
    conditions.push(sql`(first_run_id = ${ids} and second_run_id = ${ids}) is true`)
  }
  if (representationIds) {
    const ids = sql`any(${[...representationIds]}::uuid[])`
    conditions.push(sql`(first_id = ${ids} and second_id = ${ids}) is true`)
  }
  if (typeof runId === 'string')
    conditions.push(sql`(${runId}::uuid in (first_run_id, second_run_id)) is true`)
  if (typeof representationId === 'string')
    conditions.push(sql`(${representationId}::uuid in (first_id, second_id)) is true`)
  if (measure) conditions.push(...compareText(sql`measure`, measure))
  if (state) conditions.push(...compareText(sql`state`, state))
  if (createdAt) conditions.push(...compareTime(sql`created_at`, createdAt))
  if (finishedAt) conditions.push(...compareTime(sql`finished_at`, finishedAt))
  return conditions
}

const last: OrderKey = { expression: sql`id`, type: idKey, descending: false, nullable: false }
const newest: OrderKey = { expression: sql`created_at`, type: timeKey, descending: true, nullable: false }
