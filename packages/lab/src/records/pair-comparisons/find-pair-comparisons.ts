import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { readableProjects } from '../access/authorize.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import {
  compareId,
  compareText,
  compareTime,
  type Condition,
  type Deleted,
  type IdFilter,
  type TextFilter,
  type TimeFilter,
  type WorkStateFilter,
} from '../../platform/rows/filters.ts'
import { compileFilter, type CombinedFilter } from '../../platform/rows/compile-filter.ts'
import { orderKeys, type FieldOrder, type OrderFields } from '../../platform/rows/order-by.ts'
import { idKey, textKey, timeKey, type OrderKey } from '../../platform/rows/order-key.ts'
import { planPage, selectPage, type Page, type PageRequest } from '../../platform/rows/paging.ts'
import type { Noun } from '../../platform/lab/noun.ts'
import { finderOf } from '../nouns/find-records.ts'
import { runIsPresent } from '../runs/run-scope.ts'
import type { PairComparison } from './pair-comparison.ts'

/** Conditions on comparisons, all of which must hold. */
export interface PairComparisonFilter extends CombinedFilter<PairComparisonFilter> {
  /** Ids of runs; matches comparisons between two of them. */
  readonly runIds?: readonly string[] | null
  /** Ids of representations; matches comparisons between two of them. */
  readonly representationIds?: readonly string[] | null
  /** Ids of runs; matches comparisons with a representation of one of them. */
  readonly run?: IdFilter | null
  /** Ids of representations; matches comparisons with one of them. */
  readonly representation?: IdFilter | null
  readonly measure?: TextFilter | null
  readonly state?: WorkStateFilter | null
  readonly createdAt?: TimeFilter | null
  readonly finishedAt?: TimeFilter | null
}

export type PairComparisonOrderField = 'createdAt' | 'finishedAt' | 'measure' | 'state'

export interface ListPairComparisons extends PageRequest {
  readonly projectId?: string | null
  readonly filter?: PairComparisonFilter | null
  /** Order of the list; newest first by default. */
  readonly orderBy?: readonly FieldOrder<PairComparisonOrderField>[] | null
  /** Treatment of deleted comparisons; left out by default. */
  readonly deleted?: Deleted | null
}

/** Finds comparisons by id, if the actor may read them, in one statement. Includes deleted ones, which can be restored. */
export const findPairComparisons = finderOf('pairComparison')

export const pairComparisonNoun: Noun = {
  table: 'pairComparison',
  description: 'Comparison of two representations',
  words: ['comparison'],
  runs: ['first_run_id', 'second_run_id'],
  bin: {
    name: sql`pair_comparison.measure || ' of ' || (
      select first.name || ' and ' || second.name from training_run first, training_run second
      where first.id = pair_comparison.first_run_id and second.id = pair_comparison.second_run_id)`,
  },
  job: {
    kind: 'compare',
    description: 'Comparison of two representations.',
    words: ['comparison', 'comparisons'],
    action: 'Compare two representations',
  },
}

/** Lists a page of the comparisons that the actor may read. */
export async function listPairComparisons(
  { db }: Lab,
  actor: Actor,
  request: ListPairComparisons = {},
): Promise<Page<PairComparison>> {
  const order = request.orderBy?.length ? request.orderBy : newestFirst
  const plan = planPage(orderKeys(fields, order, last), request, ['pairComparisons', order])
  let matching = db.selectFrom('pairComparison').where(compileFilter(request.filter ?? {}, conditionsOf))
  const readable = readableProjects(actor)
  if (readable) matching = matching.where(sql<boolean>`project_id = any(${[...readable]}::uuid[])`)
  if (typeof request.projectId === 'string') matching = matching.where('projectId', '=', request.projectId)
  if (request.deleted !== 'include')
    matching = matching.where('deletedAt', request.deleted === 'only' ? 'is not' : 'is', null)
  if ((request.deleted ?? 'exclude') === 'exclude')
    matching = matching
      .where(runIsPresent(sql`pair_comparison.first_run_id`))
      .where(runIsPresent(sql`pair_comparison.second_run_id`))
  return selectPage(plan, matching, matching.selectAll('pairComparison'))
}

function conditionsOf(filter: PairComparisonFilter): Condition[] {
  const { runIds, representationIds, run, representation, measure, state, createdAt, finishedAt } = filter
  const conditions: Condition[] = []
  if (runIds) {
    const ids = sql`any(${[...runIds]}::uuid[])`
    conditions.push(sql`(first_run_id = ${ids} and second_run_id = ${ids}) is true`)
  }
  if (representationIds) {
    const ids = sql`any(${[...representationIds]}::uuid[])`
    conditions.push(sql`(first_id = ${ids} and second_id = ${ids}) is true`)
  }
  if (run) conditions.push(either(run, sql`first_run_id`, sql`second_run_id`))
  if (representation) conditions.push(either(representation, sql`first_id`, sql`second_id`))
  if (measure) conditions.push(...compareText(sql`measure`, measure))
  if (state) conditions.push(...compareText(sql`state`, state))
  if (createdAt) conditions.push(...compareTime(sql`created_at`, createdAt))
  if (finishedAt) conditions.push(...compareTime(sql`finished_at`, finishedAt))
  return conditions
}

/** Returns the condition that at least one of two ids satisfies the filter. */
function either(filter: IdFilter, ...ids: readonly RawBuilder<unknown>[]): Condition {
  const alternatives = ids.map((id) => sql`(${sql.join([sql`true`, ...compareId(id, filter)], sql` and `)})`)
  return sql`(${sql.join(alternatives, sql` or `)})`
}

const last: OrderKey = { expression: sql`id`, type: idKey, descending: false, nullable: false }
const newestFirst: readonly FieldOrder<PairComparisonOrderField>[] = [
  { field: 'createdAt', direction: 'desc' },
]
const fields: OrderFields<PairComparisonOrderField> = {
  createdAt: { expression: sql`created_at`, type: timeKey },
  finishedAt: { expression: sql`finished_at`, type: timeKey, nullable: true },
  measure: { expression: sql`measure`, type: textKey },
  state: { expression: sql`state`, type: textKey },
}
