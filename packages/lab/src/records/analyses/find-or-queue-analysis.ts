import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import { publish } from '../../platform/events/events.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { Analysis, AnalysisInput } from './analysis.ts'
import type { AnalysisPlan } from './plan-analysis.ts'

export interface QueueOptions {
  /** True to compute a question again although it has an answer. */
  readonly recompute?: boolean
  readonly priority?: number
}

/**
 * Returns the analysis that answers the question, in the caller's transaction: an existing one of this
 * representation, a new row on the result of a representation with the same bytes, or a new one with its job.
 * A caller with several questions in one transaction must order them by hash, so that two callers never
 * deadlock.
 */
export async function findOrQueueAnalysis(
  db: Queries,
  lab: Lab,
  actor: Actor,
  input: AnalysisInput,
  plan: AnalysisPlan,
  { recompute = false, priority }: QueueOptions = {},
): Promise<Analysis> {
  // Whoever asks the same at the same time waits here, and then finds this answer.
  await sql`select pg_advisory_xact_lock(hashtextextended(${plan.question}, 0))`.execute(db)
  const asked = await db
    .selectFrom('analysis')
    .selectAll()
    .where('question', '=', plan.question)
    .where('deletedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .execute()
  const own = asked.find(({ representationId }) => representationId === input.id)
  if (own?.state === 'queued' || own?.state === 'running') return own
  if (own?.state === 'finished' && !recompute) return own
  if (own && own.state !== 'finished') return requeueAnalysis(db, lab, actor, own, priority)
  const answered = recompute ? undefined : asked.find(({ state }) => state === 'finished')
  const analysis = await insert(db, actor, input, plan, answered)
  if (!answered) {
    const { id: subjectId, projectId } = analysis
    await enqueueJob(db, lab, actor, { kind: 'analyze', subjectId, projectId, priority })
  }
  await recordAndPublish(db, actor, 'startAnalysis', analysis)
  return analysis
}

/** Queues a failed or cancelled analysis again. */
export async function requeueAnalysis(
  db: Queries,
  lab: Lab,
  actor: Actor,
  { id, projectId }: Analysis,
  priority?: number,
): Promise<Analysis> {
  const analysis = await db
    .updateTable('analysis')
    .set({ state: 'queued', failure: null, startedAt: null, finishedAt: null, updatedAt: new Date() })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await enqueueJob(db, lab, actor, { kind: 'analyze', subjectId: id, projectId, priority })
  await recordAndPublish(db, actor, 'retryAnalysis', analysis)
  return analysis
}

/** Writes the audit entry of a command and publishes the change. */
export async function recordAndPublish(
  db: Queries,
  actor: Actor,
  action: string,
  { id, projectId, runId, measure }: Analysis,
): Promise<void> {
  await recordAudit(db, actor, { action, projectId, subject: `analysis ${id}`, detail: { measure, runId } })
  await publish(db, { kind: 'analysis', id, projectId, subjectId: runId })
}

function insert(
  db: Queries,
  actor: Actor,
  { id: representationId, projectId, runId }: AnalysisInput,
  { measure, version, options, seed, sizes, question }: AnalysisPlan,
  answered: Analysis | undefined,
): Promise<Analysis> {
  const now = new Date()
  return db
    .insertInto('analysis')
    .values({
      id: randomUUID(),
      projectId,
      runId,
      representationId,
      measure,
      version,
      options: toJson(options),
      seed,
      sizes: toJson(sizes),
      question,
      createdBy: actor.userId,
      state: answered ? 'finished' : 'queued',
      ...(answered && {
        result: toJson(answered.result),
        scalars: toJson(answered.scalars),
        arrays: toJson(answered.arrays),
        provenance: toJson(answered.provenance),
        warnings: toJson(answered.warnings),
        resultBlob: answered.resultBlob,
        startedAt: now,
        finishedAt: now,
      }),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
