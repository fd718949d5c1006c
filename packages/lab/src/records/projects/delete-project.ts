import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import { publish } from '../../platform/events/events.ts'
import { endJobsWhere } from '../jobs/cancel-job.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { rejectTaken } from '../../platform/rows/reject-taken.ts'
import { lockProject } from './require-project.ts'
import type { Project } from './project.ts'

/** Deletes a project with its content until it is restored or purged, and cancels its jobs. */
export function deleteProject(lab: Lab, actor: Actor, id: string): Promise<Project> {
  return setDeleted(lab, actor, id, true)
}

export function restoreProject(lab: Lab, actor: Actor, id: string): Promise<Project> {
  return setDeleted(lab, actor, id, false)
}

function setDeleted(lab: Lab, actor: Actor, id: string, deleted: boolean): Promise<Project> {
  return lab.db.transaction().execute(async (db) => {
    const before = await lockProject(db, actor, id, 'admin', 'deleted too')
    if ((before.deletedAt !== null) === deleted) return before
    const update = db
      .updateTable('project')
      .set({ deletedAt: deleted ? sql`now()` : null, updatedAt: sql`now()` })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const project = await rejectTaken(
      update,
      `There is another project named "${before.name}" by now. Rename that one first.`,
    )
    if (deleted) await endJobsWhere(db, lab, sql`project_id = ${id}::uuid`)
    const action = deleted ? 'deleteProject' : 'restoreProject'
    await recordAudit(db, actor, { action, projectId: id, subject: `project ${id}` })
    await publish(db, { kind: 'project', id, projectId: id })
    return project
  })
}
