import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import type { Queries } from '../database/database.ts'
import { LabError, notFound } from '../errors/lab-error.ts'
import { endJobsWhere } from '../jobs/end-jobs-where.ts'
import type { Lab } from '../lab.ts'
import type { Analysis } from './analysis.ts'
import { recordAndPublish, requeueAnalysis } from './find-or-queue-analysis.ts'

/** Queues a failed or cancelled analysis again. Throws CONFLICT for any other state. */
export function retryAnalysis(lab: Lab, actor: Actor, id: string): Promise<Analysis> {
  return change(lab, actor, id, async (db, analysis) => {
    if (analysis.deletedAt !== null) throw notFound('analysis', id)
    if (analysis.state === 'failed' || analysis.state === 'cancelled')
      return requeueAnalysis(db, lab, actor, analysis)
    throw new LabError(
      'CONFLICT',
      `The analysis ${id} is ${analysis.state}: only failed and cancelled ones are retried. ` +
        'To compute a finished one again, start it with recompute.',
    )
  })
}

/** Deletes an analysis until it is restored or purged, and cancels its job. */
export function deleteAnalysis(lab: Lab, actor: Actor, id: string): Promise<Analysis> {
  const hide = (db: Queries, analysis: Analysis) => mark(db, actor, analysis, 'deleteAnalysis', new Date())
  // Its job before the analysis itself, as those do who end a job.
  return change(lab, actor, id, hide, (db) => endJobsWhere(db, lab, sql`subject_id = ${id}`))
}

/** Restores a deleted analysis. */
export function restoreAnalysis(lab: Lab, actor: Actor, id: string): Promise<Analysis> {
  return change(lab, actor, id, (db, analysis) => mark(db, actor, analysis, 'restoreAnalysis', null))
}

function change(
  lab: Lab,
  actor: Actor,
  id: string,
  apply: (db: Queries, analysis: Analysis) => Promise<Analysis>,
  prepare?: (db: Queries) => Promise<void>,
): Promise<Analysis> {
  return lab.db.transaction().execute(async (db) => {
    await prepare?.(db)
    const analysis = await db
      .selectFrom('analysis')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!analysis) throw notFound('analysis', id)
    requireRole(actor, analysis.projectId, 'editor', 'analysis', id)
    return apply(db, analysis)
  })
}

async function mark(
  db: Queries,
  actor: Actor,
  analysis: Analysis,
  action: string,
  deletedAt: Date | null,
): Promise<Analysis> {
  if ((analysis.deletedAt === null) === (deletedAt === null)) return analysis
  const marked = await db
    .updateTable('analysis')
    .set({ deletedAt, updatedAt: new Date() })
    .where('id', '=', analysis.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await recordAndPublish(db, actor, action, marked)
  return marked
}
