import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import { publish } from '../../platform/events/events.ts'
import { endJobsWhere, subjectOfRuns } from '../jobs/cancel-job.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { rejectTaken } from '../../platform/rows/reject-taken.ts'
import { lockModel } from './lock-model.ts'
import type { Model } from './model.ts'

/** Deletes a model with its runs until it is restored or purged, and cancels their jobs. */
export function deleteModel(lab: Lab, actor: Actor, id: string): Promise<Model> {
  return setDeleted(lab, actor, id, true)
}

export function restoreModel(lab: Lab, actor: Actor, id: string): Promise<Model> {
  return setDeleted(lab, actor, id, false)
}

function setDeleted(lab: Lab, actor: Actor, id: string, deleted: boolean): Promise<Model> {
  return lab.db.transaction().execute(async (db) => {
    const before = await lockModel(db, actor, id, 'deleted too')
    const { projectId } = before
    if ((before.deletedAt !== null) === deleted) return before
    const runs = sql`select id from training_run where model_id = ${id}::uuid`
    const update = db
      .updateTable('model')
      .set({ deletedAt: deleted ? sql`now()` : null, updatedAt: sql`now()` })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const model = await rejectTaken(
      update,
      `The project has another model named "${before.name}" by now. Rename that one first.`,
    )
    if (deleted) await endJobsWhere(db, lab, subjectOfRuns(lab, runs))
    const action = deleted ? 'deleteModel' : 'restoreModel'
    await recordAudit(db, actor, { action, projectId, subject: `model ${id}` })
    await publish(db, { kind: 'model', id, projectId })
    return model
  })
}
