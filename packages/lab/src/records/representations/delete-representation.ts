import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import { LabError, notFound } from '../../platform/errors/lab-error.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { RepresentationRecord } from './representation-record.ts'

/** Deletes a representation until it is restored or purged. */
export function deleteRepresentation(lab: Lab, actor: Actor, id: string): Promise<RepresentationRecord> {
  return setDeleted(lab, actor, id, true)
}

/** Restores a representation. Throws CONFLICT if the same file was stored again for the run, site and epoch meanwhile. */
export function restoreRepresentation(lab: Lab, actor: Actor, id: string): Promise<RepresentationRecord> {
  return setDeleted(lab, actor, id, false)
}

function setDeleted(lab: Lab, actor: Actor, id: string, deleted: boolean): Promise<RepresentationRecord> {
  return lab.db.transaction().execute(async (db) => {
    const before = await db
      .selectFrom('representation')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw notFound('representation', id)
    const { projectId, runId } = before
    requireRole(actor, projectId, 'editor', 'representation', id)
    if ((before.deletedAt !== null) === deleted) return before
    if (!deleted) {
      const other = await db
        .selectFrom('representation')
        .select('id')
        .where('runId', '=', runId)
        .where('site', '=', before.site)
        .where('epoch', 'is not distinct from', before.epoch)
        .where('blobHash', '=', before.blobHash)
        .where('deletedAt', 'is', null)
        .executeTakeFirst()
      if (other) {
        throw new LabError(
          'CONFLICT',
          `The same file is stored for this run, site and epoch as representation ${other.id}. Use that one.`,
        )
      }
    }
    const after = await db
      .updateTable('representation')
      .set({ deletedAt: deleted ? sql<Date>`now()` : null })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const action = deleted ? 'deleteRepresentation' : 'restoreRepresentation'
    await recordAudit(db, actor, { action, projectId, subject: `representation ${id}` })
    await publish(db, { kind: 'trainingRun', id: runId, projectId })
    return after
  })
}
