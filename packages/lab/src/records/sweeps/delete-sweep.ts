import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import { publish } from '../../platform/events/events.ts'
import { endJobs } from '../jobs/cancel-job.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { lockJobsOf } from './cancel-sweep.ts'
import { requireSweep } from './require-sweep.ts'
import type { Sweep } from './sweep.ts'

/** Deletes a sweep with its runs until it is restored or purged, and cancels its jobs. */
export function deleteSweep(lab: Lab, actor: Actor, id: string): Promise<Sweep> {
  return setDeleted(lab, actor, id, true)
}

/** Restores a sweep, with the runs that were deleted with it. */
export function restoreSweep(lab: Lab, actor: Actor, id: string): Promise<Sweep> {
  return setDeleted(lab, actor, id, false)
}

function setDeleted(lab: Lab, actor: Actor, id: string, deleted: boolean): Promise<Sweep> {
  return lab.db.transaction().execute(async (db) => {
    const before = await requireSweep(db, actor, id, 'any')
    if ((before.deletedAt !== null) === deleted) return before
    const jobs = deleted ? await lockJobsOf(db, lab, id) : []
    // The runs carry the sweep's time, which tells them from those that were deleted by themselves.
    const deletedAt = deleted ? sql`now()` : sql`null`
    const theirs = deleted
      ? sql`deleted_at is null`
      : sql`deleted_at = (select deleted_at from sweep where id = ${id})`
    await sql`update training_run set deleted_at = ${deletedAt}, updated_at = now()
      where sweep_id = ${id} and ${theirs}`.execute(db)
    const { rows } = await sql<Sweep>`
      update sweep set deleted_at = ${deletedAt}, updated_at = now() where id = ${id} returning *`.execute(db)
    await endJobs(db, lab, jobs)
    const { projectId, modelId } = before
    const action = deleted ? 'deleteSweep' : 'restoreSweep'
    await recordAudit(db, actor, { action, projectId, subject: `sweep ${id}` })
    await publish(db, { kind: 'sweep', id, projectId })
    await publish(db, { kind: 'model', id: modelId, projectId })
    return rows[0]
  })
}
