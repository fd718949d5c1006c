import { randomUUID } from 'node:crypto'
import { sql, type Insertable } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import type { PairComparisonTable } from '../../platform/database/tables.ts'
import { publishAll } from '../../platform/events/events.ts'
import { enqueueJobs } from '../jobs/enqueue-job.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { findCompared } from './find-compared.ts'
import type { PairComparison } from './pair-comparison.ts'
import { planComparisons, planMeasures, type ComparisonRequest, type PlannedComparison } from './plan-comparison.ts' // prettier-ignore

export interface StartPairComparisonsInput {
  /** Ids of 2 to 30 representations of one project, with the same number of test rows. */
  readonly representationIds: readonly string[]
  readonly measures: readonly ComparisonRequest[]
  /** Priority of the jobs; higher is sooner. */
  readonly priority?: number
}

/** Rows of one statement, which may have at most 65,535 parameters. */
const batchSize = 500

/**
 * Starts the comparisons of all pairs of representations by some measures: all of them, or none. Reuses
 * existing results in either order of a pair, and retries those that failed or were cancelled.
 */
export async function startPairComparisons(
  lab: Lab,
  actor: Actor,
  { representationIds, measures, priority }: StartPairComparisonsInput,
): Promise<PairComparison[]> {
  const compared = await findCompared(lab, actor, representationIds)
  const asked = planComparisons(compared, planMeasures(measures))
  const [{ projectId }] = compared
  return lab.db.transaction().execute(async (db) => {
    // Whoever asks in the same project at the same time waits here, and then finds what is asked for now.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`pairs ${projectId}`}, 0))`.execute(db)
    const found = await findEarlier(db, asked)
    const known = knownComparisons(found)
    const fresh = asked.filter((plan) => !known.own(plan)).map((plan) => toRow(actor, plan, known))
    const again = asked.flatMap((plan) => known.own(plan) ?? [])
    const changed = [...(await insert(db, fresh)), ...(await requeueFailed(db, again))]
    const jobs = changed
      .filter(({ state }) => state === 'queued')
      .map(({ id: subjectId }) => ({ kind: 'compare' as const, subjectId, projectId, priority }))
    for (let at = 0; at < jobs.length; at += batchSize)
      await enqueueJobs(db, lab, actor, jobs.slice(at, at + batchSize))
    await recordAudit(db, actor, {
      action: 'startPairComparisons',
      projectId,
      subject: `project ${projectId}`,
      detail: { representationIds, measures, asked: asked.length, computed: jobs.length },
    })
    const events = changed.map(({ id }) => ({ kind: 'pairComparison' as const, id, projectId }))
    await publishAll(db, events)
    const latest = knownComparisons([...changed, ...found])
    return asked.map((plan) => latest.own(plan)!)
  })
}

/**
 * Creates the row of a comparison: with an existing result for the same bytes, if there is one, in that
 * result's order.
 */
function toRow(
  actor: Actor,
  plan: PlannedComparison,
  known: KnownComparisons,
): Insertable<PairComparisonTable> {
  const { measure, version, options, question } = plan
  const found = known.answered(plan)
  const isTurned = found !== undefined && found.firstInput !== plan.first.inputHash
  const [first, second] = isTurned ? [plan.second, plan.first] : [plan.first, plan.second]
  const now = new Date()
  return {
    id: randomUUID(),
    projectId: first.projectId,
    firstId: first.id,
    secondId: second.id,
    firstRunId: first.runId,
    secondRunId: second.runId,
    firstInput: first.inputHash,
    secondInput: second.inputHash,
    measure,
    version,
    options: toJson(options),
    question,
    createdBy: actor.userId,
    state: found ? 'finished' : 'queued',
    scalars: toJson(found?.scalars ?? []),
    provenance: found ? toJson(found.provenance) : null,
    warnings: toJson(found?.warnings ?? []),
    startedAt: found ? now : null,
    finishedAt: found ? now : null,
  }
}

async function insert(
  db: Queries,
  rows: readonly Insertable<PairComparisonTable>[],
): Promise<PairComparison[]> {
  const made: PairComparison[] = []
  for (let at = 0; at < rows.length; at += batchSize) {
    const some = rows.slice(at, at + batchSize)
    made.push(...(await db.insertInto('pairComparison').values(some).returningAll().execute()))
  }
  return made
}

/** Queues failed or cancelled comparisons again. */
async function requeueFailed(db: Queries, own: readonly PairComparison[]): Promise<PairComparison[]> {
  const ended = own.filter(({ state }) => state === 'failed' || state === 'cancelled').map(({ id }) => id)
  if (ended.length === 0) return []
  return db
    .updateTable('pairComparison')
    .set({ state: 'queued', failure: null, startedAt: null, finishedAt: null, updatedAt: new Date() })
    .where(sql<boolean>`id = any(${ended}::uuid[])`)
    .returningAll()
    .execute()
}

/** Existing comparisons, by the question they answer. */
interface KnownComparisons {
  /** Returns the latest comparison of exactly these two representations, in either order. */
  own(plan: PlannedComparison): PairComparison | undefined
  /** Returns a finished comparison, also of other representations with the same bytes. */
  answered(plan: PlannedComparison): PairComparison | undefined
}

/** Finds earlier comparisons for the same questions, anywhere in the lab: the same bytes have the same answer. */
async function findEarlier(db: Queries, asked: readonly PlannedComparison[]): Promise<PairComparison[]> {
  const questions = [...new Set(asked.map(({ question }) => question))]
  return db
    .selectFrom('pairComparison')
    .selectAll()
    .where(sql<boolean>`question = any(${questions}::text[])`)
    .where('deletedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .execute()
}

/** Indexes comparisons, sorted newest first, by question. */
function knownComparisons(found: readonly PairComparison[]): KnownComparisons {
  const byQuestion = new Map<string, PairComparison[]>()
  for (const each of found) {
    const others = byQuestion.get(each.question)
    if (others) others.push(each)
    else byQuestion.set(each.question, [each])
  }
  const of = ({ question }: PlannedComparison) => byQuestion.get(question) ?? []
  return {
    own(plan) {
      const pair = [plan.first.id, plan.second.id]
      return of(plan).find(({ firstId, secondId }) => pair.includes(firstId) && pair.includes(secondId))
    },
    answered: (plan) => of(plan).find(({ state }) => state === 'finished'),
  }
}
