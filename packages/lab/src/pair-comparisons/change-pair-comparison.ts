import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import { notFound } from '../errors/lab-error.ts'
import { publish } from '../events/events.ts'
import { endJobsWhere } from '../jobs/end-jobs-where.ts'
import type { Lab } from '../lab.ts'
import type { PairComparison } from './pair-comparison.ts'

/** Deletes a comparison until it is restored or purged, and cancels its job. */
export function deletePairComparison(lab: Lab, actor: Actor, id: string): Promise<PairComparison> {
  return setDeleted(lab, actor, id, true)
}

/** Restores a deleted comparison. */
export function restorePairComparison(lab: Lab, actor: Actor, id: string): Promise<PairComparison> {
  return setDeleted(lab, actor, id, false)
}

function setDeleted(lab: Lab, actor: Actor, id: string, deleted: boolean): Promise<PairComparison> {
  return lab.db.transaction().execute(async (db) => {
    // Its job before the comparison itself, as those do who end a job.
    if (deleted) await endJobsWhere(db, lab, sql`subject_id = ${id}`)
    const found = await db
      .selectFrom('pairComparison')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!found) throw notFound('comparison', id)
    requireRole(actor, found.projectId, 'editor', 'comparison', id)
    if ((found.deletedAt !== null) === deleted) return found
    const changed = await db
      .updateTable('pairComparison')
      .set({ deletedAt: deleted ? new Date() : null, updatedAt: new Date() })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const { projectId, measure, firstId, secondId } = changed
    await recordAudit(db, actor, {
      action: deleted ? 'deletePairComparison' : 'restorePairComparison',
      projectId,
      subject: `comparison ${id}`,
      detail: { measure, firstId, secondId },
    })
    await publish(db, { kind: 'pairComparison', id, projectId })
    return changed
  })
}
