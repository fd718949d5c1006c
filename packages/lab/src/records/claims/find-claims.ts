import type { Judgement } from '@mitoscope/analysis'
import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { readableProjects } from '../access/authorize.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { Noun } from '../../platform/lab/noun.ts'
import { compileFilter, type CombinedFilter } from '../../platform/rows/compile-filter.ts'
import {
  compareId,
  compareText,
  compareTime,
  missing,
  type Condition,
  type Deleted,
  type IdFilter,
  type TextFilter,
  type TimeFilter,
} from '../../platform/rows/filters.ts'
import { orderKeys, type FieldOrder, type OrderFields } from '../../platform/rows/order-by.ts'
import { idKey, textKey, timeKey, type OrderKey } from '../../platform/rows/order-key.ts'
import { planPage, selectPage, type Page, type PageRequest } from '../../platform/rows/paging.ts'
import { finderOf } from '../nouns/find-records.ts'
import type { Claim, ClaimJudgement, ClaimVerdict } from './claim.ts'

/** Condition on the verdict of a claim. */
export interface ClaimVerdictFilter {
  readonly eq?: ClaimVerdict | null
  readonly ne?: ClaimVerdict | null
  readonly in?: readonly ClaimVerdict[] | null
  readonly notIn?: readonly ClaimVerdict[] | null
}

/** Conditions on claims, all of which must hold. */
export interface ClaimFilter extends CombinedFilter<ClaimFilter> {
  readonly statement?: TextFilter | null
  readonly name?: TextFilter | null
  readonly verdict?: ClaimVerdictFilter | null
  /** True for claims of the paper, false for those of the lab. */
  readonly ofPaper?: boolean | null
  readonly sweep?: IdFilter | null
  /** Model of a claim of the lab, or of the sweep that judges a claim of the paper. */
  readonly model?: IdFilter | null
  readonly turnedAt?: TimeFilter | null
  readonly createdAt?: TimeFilter | null
}

export type ClaimOrderField = 'createdAt' | 'turnedAt' | 'judgedAt' | 'statement' | 'verdict'

export interface ListClaims extends PageRequest {
  readonly projectId?: string | null
  readonly filter?: ClaimFilter | null
  /** Order of the list; newest first by default. */
  readonly orderBy?: readonly FieldOrder<ClaimOrderField>[] | null
  /** Treatment of deleted claims; left out by default. */
  readonly deleted?: Deleted | null
}

/** Finds claims by id, if the actor may read them, in one statement. Includes deleted ones, which can be restored. */
export const findClaims = finderOf('claim')

export const claimNoun: Noun = {
  table: 'claim',
  description: 'Claim of the paper or of the lab',
  words: ['claim'],
  bin: { name: sql`left(claim.statement, 120)`, model: sql`claim.model_id` },
}

/** Lists a page of the claims that the actor may read. */
export async function listClaims({ db }: Lab, actor: Actor, request: ListClaims = {}): Promise<Page<Claim>> {
  const order = request.orderBy?.length ? request.orderBy : newestFirst
  const plan = planPage(orderKeys(fields, order, last), request, ['claims', order])
  let matching = db.selectFrom('claim').where(compileFilter(request.filter ?? {}, conditionsOf))
  const readable = readableProjects(actor)
  if (readable) matching = matching.where(sql<boolean>`claim.project_id = any(${[...readable]}::uuid[])`)
  if (typeof request.projectId === 'string') matching = matching.where('projectId', '=', request.projectId)
  const { deleted } = request
  if (deleted !== 'include')
    matching = matching.where('claim.deletedAt', deleted === 'only' ? 'is not' : 'is', null)
  if ((deleted ?? 'exclude') === 'exclude') matching = matching.where(isPresent)
  return selectPage(plan, matching, matching.selectAll('claim'))
}

/** Finds the latest judgements of each of several claims, newest first, without their numbers, in one statement. */
export async function findJudgements(
  { db }: Lab,
  claimIds: readonly string[],
  most: number,
): Promise<Map<string, ClaimJudgement[]>> {
  const { rows } = await sql<ClaimJudgement>`
    select judgement.* from unnest(${[...claimIds]}::uuid[]) as claim (id) cross join lateral (
      select id, claim_id, at, verdict, reason from claim_judgement where claim_id = claim.id order by id desc limit ${most}) as judgement
    order by judgement.id desc`.execute(db)
  const found = new Map<string, ClaimJudgement[]>()
  for (const row of rows) {
    const own = found.get(row.claimId)
    if (own) own.push(row)
    else found.set(row.claimId, [row])
  }
  return found
}

/** Finds the numbers behind several judgements by their ids, in one statement. */
export async function findJudgedNumbers(
  { db }: Lab,
  ids: readonly string[],
): Promise<Map<string, Judgement['ours']>> {
  const rows = await db
    .selectFrom('claimJudgement')
    .select(['id', 'ours'])
    .where(sql<boolean>`id = any(${[...ids]}::bigint[])`)
    .execute()
  return new Map(rows.map(({ id, ours }) => [String(id), ours]))
}

/** Condition that neither the sweep of a claim nor its model or project is deleted. */
const isPresent = sql<boolean>`(
  exists (select from project where project.id = claim.project_id and project.deleted_at is null)
  and (claim.sweep_id is null or exists (select from sweep where sweep.id = claim.sweep_id and sweep.deleted_at is null))
  and exists (select from model where model.id = ${modelOfClaim()} and model.deleted_at is null))`

/** Returns the id of the model of a claim, or of the sweep that judges it. */
function modelOfClaim() {
  return sql`coalesce(claim.model_id, (select sweep.model_id from sweep where sweep.id = claim.sweep_id))`
}

function conditionsOf(filter: ClaimFilter): Condition[] {
  const { statement, name, verdict, ofPaper, sweep, model, turnedAt, createdAt } = filter
  const conditions: Condition[] = []
  if (statement) conditions.push(...compareText(sql`claim.statement`, statement))
  if (name) conditions.push(...compareText(sql`claim.name`, name))
  if (verdict) conditions.push(...compareText(sql`claim.verdict`, verdict))
  conditions.push(...missing(sql`claim.rule`, ofPaper))
  if (sweep) conditions.push(...compareId(sql`claim.sweep_id`, sweep))
  if (model) conditions.push(...compareId(modelOfClaim(), model))
  if (turnedAt) conditions.push(...compareTime(sql`claim.turned_at`, turnedAt))
  if (createdAt) conditions.push(...compareTime(sql`claim.created_at`, createdAt))
  return conditions
}

const last: OrderKey = { expression: sql`claim.id`, type: idKey, descending: false, nullable: false }
const newestFirst: readonly FieldOrder<ClaimOrderField>[] = [{ field: 'createdAt', direction: 'desc' }]
const fields: OrderFields<ClaimOrderField> = {
  createdAt: { expression: sql`claim.created_at`, type: timeKey },
  turnedAt: { expression: sql`claim.turned_at`, type: timeKey, nullable: true },
  judgedAt: { expression: sql`claim.judged_at`, type: timeKey },
  statement: { expression: sql`(lower(claim.statement) collate "C")`, type: textKey },
  verdict: { expression: sql`claim.verdict`, type: textKey },
}
