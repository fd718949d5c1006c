import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Queries } from '../database/database.ts'
import { LabError, notFound } from '../errors/lab-error.ts'
import { publish } from '../events/events.ts'
import type { Lab } from '../lab.ts'
import { closeCancelled } from './end-job.ts'
import { endedStates, type Job } from './job.ts'

/** Cancels a job: a queued one at once; a running one when its attempt has stopped. */
export function cancelJob(lab: Lab, actor: Actor, id: string): Promise<Job> {
  return lab.db.transaction().execute(async (db) => {
    const job = await lockJob(db, actor, id)
    if (endedStates.includes(job.state)) {
      throw new LabError('CONFLICT', `The job ${id} is ${job.state} already: there is nothing to cancel.`)
    }
    await recordAudit(db, actor, { action: 'cancelJob', projectId: job.projectId, subject: `job ${id}` })
    return requestEnd(db, lab, job)
  })
}

/** Cancels a job (see cancelJob) whose row the caller has locked and found queued or running. */
export async function requestEnd(db: Queries, lab: Lab, job: Job): Promise<Job> {
  const { id, projectId, subjectId } = job
  if (job.state === 'queued') await closeCancelled(db, lab, job)
  else {
    await db
      .updateTable('job')
      .set({ cancelRequested: true, updatedAt: sql`now()` })
      .where('id', '=', id)
      .execute()
    await publish(db, { kind: 'job', id, projectId, subjectId, wants: 'end' })
  }
  return db.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/**
 * Returns the job, locked to the end of the transaction. Throws if it does not exist or the actor may not
 * change it.
 */
export async function lockJob(db: Queries, actor: Actor, id: string): Promise<Job> {
  const job = await db.selectFrom('job').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!job) throw notFound('job', id)
  requireRole(actor, job.projectId, 'editor', 'job', id)
  return job
}
