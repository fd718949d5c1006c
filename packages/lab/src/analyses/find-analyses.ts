import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { mayRead, readableProjects } from '../access/authorize.ts'
import type { WorkState } from '../database/tables.ts'
import type { Lab } from '../lab.ts'
import type { Deleted } from '../records/filters.ts'
import { idKey, numberKey, textKey, timeKey, type OrderKey } from '../records/order-key.ts'
import { planPage, selectPage, type Page, type PageRequest } from '../records/paging.ts'
import { compileAnalysisFilter, scalarOf, type AnalysisFilter } from './analysis-filter.ts'
import type { Analysis } from './analysis.ts'

export interface AnalysisOrder {
  readonly by: 'createdAt' | 'finishedAt' | 'measure' | 'state' | 'scalar'
  /** Name of the scalar, for the field 'scalar'. */
  readonly scalar?: string | null
  readonly descending?: boolean | null
}

export interface ListAnalyses extends PageRequest {
  /** Project whose analyses are listed. */
  readonly projectId?: string | null
  readonly sweepId?: string | null
  readonly runIds?: readonly string[] | null
  readonly representationId?: string | null
  readonly filter?: AnalysisFilter | null
  /** Order of the list; newest first by default. */
  readonly orderBy?: readonly AnalysisOrder[] | null
  /** Treatment of deleted analyses; left out by default. */
  readonly deleted?: Deleted | null
}

/** Finds analyses by id, if the actor may read them. Includes deleted ones, which can be restored. */
export async function findAnalyses(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, Analysis>> {
  if (ids.length === 0) return new Map()
  const rows = await lab.db.selectFrom('analysis').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.filter((row) => mayRead(actor, row.projectId)).map((row) => [row.id, row]))
}

const maxPerRun = 200

/** Lists the analyses of each of several runs, newest first, without deleted ones, in one statement. */
export async function findAnalysesOfRuns(
  lab: Lab,
  actor: Actor,
  runIds: readonly string[],
  { measures, states }: { readonly measures?: readonly string[] | null; readonly states?: readonly WorkState[] | null }, // prettier-ignore
): Promise<Map<string, Analysis[]>> {
  const filter = { measure: { in: measures }, state: { in: states } }
  const ranked = matchingAnalyses(lab, actor, { runIds, filter })
    .selectAll('analysis')
    .select(sql<number>`row_number() over (partition by run_id order by created_at desc, id)`.as('rank'))
  const rows = await lab.db
    .selectFrom(ranked.as('ranked'))
    .selectAll()
    .where('rank', '<=', maxPerRun)
    .orderBy('rank')
    .execute()
  const found = new Map<string, Analysis[]>()
  for (const row of rows) found.set(row.runId, [...(found.get(row.runId) ?? []), row])
  return found
}

/** Lists a page of the analyses that the actor may read. */
export async function listAnalyses(
  lab: Lab,
  actor: Actor,
  request: ListAnalyses = {},
): Promise<Page<Analysis>> {
  const order = request.orderBy ?? []
  const keys = order.length > 0 ? order.map(toKey) : [newest]
  const plan = planPage([...keys, last], request, order)
  const matching = matchingAnalyses(lab, actor, request)
  return selectPage(plan, matching, matching.selectAll('analysis'))
}

function matchingAnalyses({ db }: Lab, actor: Actor, request: ListAnalyses) {
  const { projectId, sweepId, runIds, representationId, filter, deleted } = request
  let query = db.selectFrom('analysis').where(compileAnalysisFilter(filter ?? {}))
  const readable = readableProjects(actor)
  if (readable) query = query.where(sql<boolean>`project_id = any(${[...readable]}::uuid[])`)
  if (typeof projectId === 'string') query = query.where('projectId', '=', projectId)
  if (typeof sweepId === 'string') {
    const runs = db.selectFrom('trainingRun').select('id').where('sweepId', '=', sweepId)
    query = query.where('runId', 'in', runs)
  }
  if (runIds) query = query.where(sql<boolean>`run_id = any(${[...runIds]}::uuid[])`)
  if (typeof representationId === 'string') query = query.where('representationId', '=', representationId)
  if (deleted === 'include') return query
  return query.where('deletedAt', deleted === 'only' ? 'is not' : 'is', null)
}

const last: OrderKey = { expression: sql`id`, type: idKey, descending: false, nullable: false }
const newest: OrderKey = { expression: sql`created_at`, type: timeKey, descending: true, nullable: false }

function toKey({ by, scalar, descending }: AnalysisOrder): OrderKey {
  const direction = { descending: descending ?? false, nullable: true }
  switch (by) {
    case 'createdAt':
      return { ...direction, expression: sql`created_at`, type: timeKey, nullable: false }
    case 'finishedAt':
      return { ...direction, expression: sql`finished_at`, type: timeKey }
    case 'scalar':
      return { ...direction, expression: scalarOf(scalar ?? ''), type: numberKey }
    default:
      return { ...direction, expression: sql.ref(by), type: textKey, nullable: false }
  }
}
