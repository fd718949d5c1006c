import { randomUUID } from 'node:crypto'
import { sql, type Insertable } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Queries } from '../database/database.ts'
import { toJson } from '../database/json.ts'
import type { PairComparisonTable } from '../database/tables.ts'
import { publishAll } from '../events/events.ts'
import { enqueueJobs } from '../jobs/enqueue-job.ts'
import type { Lab } from '../lab.ts'
import { findCompared } from './find-compared.ts'
import type { PairComparison } from './pair-comparison.ts'
import { planComparisons, planMeasures, type ComparisonRequest, type PlannedComparison } from './plan-comparison.ts' // prettier-ignore

export interface StartPairComparisonsInput {
  /** 2 to 30 of one project, with the same number of test rows. */
  readonly representationIds: readonly string[]
  readonly measures: readonly ComparisonRequest[]
  /** Of the jobs; higher is sooner. */
  readonly priority?: number
}

/** Rows of one statement: a statement has 65,535 parameters at most. */
const atOnce = 500

/**
 * Asks for all pairs of some representations by some measures: all of them, or none. What was compared before is not
 * computed again, in whichever order the two were named; what failed or was cancelled is tried once more.
 */
export async function startPairComparisons(
  lab: Lab,
  actor: Actor,
  { representationIds, measures, priority }: StartPairComparisonsInput,
): Promise<PairComparison[]> {
  const asked = planComparisons(await findCompared(lab, actor, representationIds), planMeasures(measures))
  const { projectId } = asked[0].first
  return lab.db.transaction().execute(async (db) => {
    // Whoever asks in the same project at the same time waits here, and then finds what is asked for now.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`pairs ${projectId}`}, 0))`.execute(db)
    const known = await findKnown(db, asked)
    const made = await insert(db, asked.filter((plan) => !findOwn(known, plan)).map((plan) => toRow(actor, plan, known))) // prettier-ignore
    const again = await askAgain(
      db,
      asked.flatMap((plan) => findOwn(known, plan) ?? []),
    )
    const changed = [...made, ...again]
    const waiting = changed.filter(({ state }) => state === 'queued')
    await enqueueJobs(db, lab, actor, waiting.map(({ id: subjectId }) => ({ kind: 'compare', subjectId, projectId, priority }))) // prettier-ignore
    await recordAudit(db, actor, {
      action: 'startPairComparisons',
      projectId,
      subject: `project ${projectId}`,
      detail: { representationIds, measures, asked: asked.length, computed: waiting.length },
    })
    await publishAll(db, changed.map(({ id }) => ({ kind: 'pairComparison', id, projectId }))) // prettier-ignore
    const latest = [...changed, ...known]
    return asked.map((plan) => findOwn(latest, plan)!)
  })
}

/** What was asked before, the newest first. */
function findKnown(db: Queries, asked: readonly PlannedComparison[]): Promise<PairComparison[]> {
  const questions = asked.map(({ question }) => question)
  return db
    .selectFrom('pairComparison')
    .selectAll()
    .where(sql<boolean>`question = any(${questions}::text[])`)
    .where('deletedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .execute()
}

/** The comparison of these two representations themselves. */
function findOwn(
  known: readonly PairComparison[],
  { first, second, question }: PlannedComparison,
): PairComparison | undefined {
  const pair = [first.id, second.id]
  return known.find(
    ({ firstId, secondId, question: own }) =>
      own === question && pair.includes(firstId) && pair.includes(secondId),
  )
}

/** A new row: on what was found between the same bytes where there is that, in the order in which they were named then. */
function toRow(
  actor: Actor,
  plan: PlannedComparison,
  known: readonly PairComparison[],
): Insertable<PairComparisonTable> {
  const { measure, version, options, question } = plan
  const found = known.find((other) => other.question === question && other.state === 'finished')
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
  for (let at = 0; at < rows.length; at += atOnce)
    made.push(
      ...(await db
        .insertInto('pairComparison')
        .values(rows.slice(at, at + atOnce))
        .returningAll()
        .execute()),
    )
  return made
}

/** Lets those that failed or were cancelled wait once more. */
async function askAgain(db: Queries, own: readonly PairComparison[]): Promise<PairComparison[]> {
  const ended = own.filter(({ state }) => state === 'failed' || state === 'cancelled').map(({ id }) => id)
  if (ended.length === 0) return []
  return db
    .updateTable('pairComparison')
    .set({ state: 'queued', failure: null, startedAt: null, finishedAt: null, updatedAt: new Date() })
    .where(sql<boolean>`id = any(${ended}::uuid[])`)
    .returningAll()
    .execute()
}
