import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { mayRead, readableProjects } from '../access/authorize.ts'
import { toJson } from '../database/json.ts'
import type { WorkState } from '../database/tables.ts'
import type { Lab } from '../lab.ts'
import { idKey, numberKey, textKey, timeKey, type OrderKey } from '../records/order-key.ts'
import { emptyPage, type Page, type PageRequest } from '../records/page.ts'
import { planPage, type PageRow } from '../records/plan-page.ts'
import type { Analysis } from './analysis.ts'

/** Which analyses; what is left out does not matter. */
export interface AnalysisFilter {
  readonly projectId?: string | null
  readonly runIds?: readonly string[] | null
  readonly sweepId?: string | null
  readonly representationId?: string | null
  readonly measures?: readonly string[] | null
  readonly states?: readonly WorkState[] | null
  /** Values of options, all of which must be so. */
  readonly options?: Readonly<Record<string, unknown>> | null
  /** What to do about deleted ones: leave them out when not given. */
  readonly deleted?: 'exclude' | 'include' | 'only' | null
}

export interface AnalysisOrder {
  readonly by: 'createdAt' | 'finishedAt' | 'measure' | 'state' | 'scalar'
  /** Which number of the result, for 'scalar'. */
  readonly scalar?: string | null
  readonly descending?: boolean | null
}

/** The analyses with these ids that the actor may read. Deleted ones are found: they can be restored. */
export async function findAnalyses(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, Analysis>> {
  if (ids.length === 0) return new Map()
  const rows = await lab.db.selectFrom('analysis').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.filter((row) => mayRead(actor, row.projectId)).map((row) => [row.id, row]))
}

const mostOfRun = 200

/** The analyses of each of several runs, the newest first, in one statement; no deleted ones. */
export async function findAnalysesOfRuns(
  lab: Lab,
  actor: Actor,
  runIds: readonly string[],
  filter: Pick<AnalysisFilter, 'measures' | 'states'>,
): Promise<Map<string, Analysis[]>> {
  const ranked = matchingAnalyses(lab, { ...filter, runIds }, readableProjects(actor))
    .selectAll('analysis')
    .select(sql<number>`row_number() over (partition by run_id order by created_at desc, id)`.as('rank'))
  const rows = await lab.db
    .selectFrom(ranked.as('ranked'))
    .selectAll()
    .where('rank', '<=', mostOfRun)
    .orderBy('rank')
    .execute()
  const found = new Map<string, Analysis[]>()
  for (const row of rows) found.set(row.runId, [...(found.get(row.runId) ?? []), row])
  return found
}

/** A page of the analyses that the actor may read, the newest first when no order is given. */
export async function listAnalyses(
  lab: Lab,
  actor: Actor,
  filter: AnalysisFilter,
  order: readonly AnalysisOrder[],
  request: PageRequest,
): Promise<Page<Analysis>> {
  const plan = planPage([...order.map(toKey), ...(order.length > 0 ? [] : [newest]), last], request, order)
  const readable = readableProjects(actor)
  if (!plan || readable?.length === 0) return emptyPage
  const matching = matchingAnalyses(lab, filter, readable)
  const rows = await matching
    .selectAll('analysis')
    .select(plan.cursor.$castTo<PageRow['cursor']>().as('cursor'))
    .where(plan.where)
    .orderBy(plan.orderBy)
    .limit(plan.limit)
    .execute()
  return plan.toPage(rows, async () => {
    const counted = matching.select(({ fn }) => fn.countAll<number>().as('count'))
    return Number((await counted.executeTakeFirstOrThrow()).count)
  })
}

function matchingAnalyses({ db }: Lab, filter: AnalysisFilter, readable: readonly string[] | undefined) {
  let query = db.selectFrom('analysis')
  const deleted = filter.deleted ?? 'exclude'
  if (deleted !== 'include') query = query.where('deletedAt', deleted === 'only' ? 'is not' : 'is', null)
  if (readable) query = query.where(sql<boolean>`project_id = any(${readable}::uuid[])`)
  if (typeof filter.projectId === 'string') query = query.where('projectId', '=', filter.projectId)
  if (typeof filter.representationId === 'string')
    query = query.where('representationId', '=', filter.representationId)
  if (typeof filter.sweepId === 'string') {
    const runs = db.selectFrom('trainingRun').select('id').where('sweepId', '=', filter.sweepId)
    query = query.where('runId', 'in', runs)
  }
  if (filter.runIds) query = query.where(sql<boolean>`run_id = any(${filter.runIds}::uuid[])`)
  if (filter.measures) query = query.where(sql<boolean>`measure = any(${filter.measures}::text[])`)
  if (filter.states) query = query.where(sql<boolean>`state = any(${filter.states}::text[])`)
  if (filter.options) query = query.where(sql<boolean>`options @> ${toJson(filter.options)}::jsonb`)
  return query
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
      return { ...direction, expression: sql`(scalars ->> ${scalar ?? ''})::float8`, type: numberKey }
    default:
      return { ...direction, expression: sql.ref(by), type: textKey, nullable: false }
  }
}
