import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { readableProjects } from '../access/authorize.ts'
import type { WorkState } from '../../platform/database/tables.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { Deleted } from '../../platform/rows/filters.ts'
import { limitOrders, requireOne } from '../../platform/rows/order-by.ts'
import { idKey, numberKey, textKey, timeKey, type OrderKey } from '../../platform/rows/order-key.ts'
import { planPage, selectPage, type Page, type PageRequest } from '../../platform/rows/paging.ts'
import type { Noun } from '../../platform/lab/noun.ts'
import { finderOf } from '../nouns/find-records.ts'
import { isOfSite } from '../representations/site.ts'
import { runIsPresent } from '../runs/run-scope.ts'
import { compileAnalysisFilter, scalarOf, type AnalysisFilter } from './analysis-filter.ts'
import type { Analysis } from './analysis.ts'

export type AnalysisOrderField = 'createdAt' | 'finishedAt' | 'measure' | 'state'

/** Order by one of field and scalar; several orders apply one after the other. */
export interface AnalysisOrder {
  readonly field?: AnalysisOrderField | null
  /** Name of a number of the result. */
  readonly scalar?: string | null
  readonly direction?: 'asc' | 'desc' | null
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

/** Finds analyses by id, if the actor may read them, in one statement. Includes deleted ones, which can be restored. */
export const findAnalyses = finderOf('analysis')

export const analysisNoun: Noun = {
  table: 'analysis',
  description: 'Analysis of a representation',
  words: ['analysis'],
  plural: 'analyses',
  runs: ['run_id'],
  bin: {
    name: sql`analysis.measure || ' of ' || (select run.name from training_run run where run.id = analysis.run_id)`,
  },
  job: {
    kind: 'analyze',
    description: 'Computation of a measure on a representation.',
    words: ['analysis', 'analyses'],
    action: 'Measure a run',
  },
}

const maxPerRun = 200

/** Measures, states and sites of the analyses of a run; all of them by default. */
export interface AnalysisChoice {
  readonly measures?: readonly string[] | null
  readonly states?: readonly WorkState[] | null
  readonly sites?: readonly string[] | null
  /** True for the site that means of the model are over, where none is named. */
  readonly usualSite?: boolean
}

function toFilter({ measures, states, sites }: AnalysisChoice): AnalysisFilter {
  return { measure: { in: measures }, state: { in: states }, ...(sites && { site: { in: sites } }) }
}

/** Returns the condition that an analysis is of the site that means of its model are over. */
const isOfUsualSite = sql<boolean>`exists (
  select from representation input join training_run owner on owner.id = input.run_id
  where input.id = analysis.representation_id
    and ${isOfSite({ site: sql`input.site`, model: sql`owner.model_id` }, undefined)})`

/** Lists the analyses of each of several runs, newest first, without deleted ones, in one statement. */
export async function findAnalysesOfRuns(
  lab: Lab,
  actor: Actor,
  runIds: readonly string[],
  choice: AnalysisChoice,
): Promise<Map<string, Analysis[]>> {
  const ranked = chosenAnalyses(lab, actor, runIds, choice)
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

/** Counts the analyses of each of several runs, without deleted ones, in one statement. */
export async function countAnalysesOfRuns(
  lab: Lab,
  actor: Actor,
  runIds: readonly string[],
  choice: AnalysisChoice,
): Promise<Map<string, number>> {
  const rows = await chosenAnalyses(lab, actor, runIds, choice)
    .select(['runId', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('runId')
    .execute()
  return new Map(rows.map(({ runId, count }) => [runId, Number(count)]))
}

/** Lists a page of the analyses that the actor may read. */
export async function listAnalyses(
  lab: Lab,
  actor: Actor,
  request: ListAnalyses = {},
): Promise<Page<Analysis>> {
  const order = request.orderBy ?? []
  limitOrders(order)
  const keys = order.length > 0 ? order.map(toKey) : [newest]
  const plan = planPage([...keys, last], request, order)
  const matching = matchingAnalyses(lab, actor, request)
  return selectPage(plan, matching, matching.selectAll('analysis'))
}

function chosenAnalyses(lab: Lab, actor: Actor, runIds: readonly string[], choice: AnalysisChoice) {
  const matching = matchingAnalyses(lab, actor, { runIds, filter: toFilter(choice) })
  return choice.usualSite ? matching.where(isOfUsualSite) : matching
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
  query = query.where('deletedAt', deleted === 'only' ? 'is not' : 'is', null)
  // Who names a deleted run or representation wants to see what it holds.
  const isNamed = runIds || typeof representationId === 'string'
  return deleted === 'only' || isNamed ? query : query.where(runIsPresent(sql`analysis.run_id`))
}

const last: OrderKey = { expression: sql`id`, type: idKey, descending: false, nullable: false }
const newest: OrderKey = { expression: sql`created_at`, type: timeKey, descending: true, nullable: false }

function toKey({ field, scalar, direction }: AnalysisOrder, i: number): OrderKey {
  requireOne(`orderBy[${i}]`, { field, scalar })
  const descending = direction === 'desc'
  if (!field) return { expression: scalarOf(scalar!), type: numberKey, descending, nullable: true }
  const type = field === 'measure' || field === 'state' ? textKey : timeKey
  return { expression: columns[field], type, descending, nullable: field === 'finishedAt' }
}

const columns: Readonly<Record<AnalysisOrderField, RawBuilder<unknown>>> = {
  createdAt: sql`created_at`,
  finishedAt: sql`finished_at`,
  measure: sql`measure`,
  state: sql`state`,
}
