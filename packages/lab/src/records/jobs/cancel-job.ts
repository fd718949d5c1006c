import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Queries } from '../../platform/database/database.ts'
import { LabError, notFound } from '../../platform/errors/lab-error.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { withJobs } from '../../platform/lab/noun.ts'
import { closeWithout } from './close-job.ts'
import { endedStates, type Job } from '../../platform/queue/job.ts'

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
  if (job.state === 'queued') await closeWithout(db, lab, job, 'cancelled')
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

/**
 * Cancels the queued and running jobs that satisfy a condition on the table job, in the order that all
 * callers use for locks.
 */
export async function endJobsWhere(db: Queries, lab: Lab, condition: RawBuilder<boolean>): Promise<void> {
  await endJobs(db, lab, await lockJobsWhere(db, condition))
}

/**
 * Locks the queued and running jobs that satisfy a condition. A caller that changes their subjects before
 * cancelling them must lock the jobs first, since everyone who ends a job locks it before its subject.
 */
export async function lockJobsWhere(db: Queries, condition: RawBuilder<boolean>): Promise<readonly Job[]> {
  const { rows } = await sql<Job>`
    select * from job where state in ('queued', 'running') and ${condition} order by id for update`.execute(
    db,
  )
  return rows
}

export async function endJobs(db: Queries, lab: Lab, jobs: readonly Job[]): Promise<void> {
  for (const job of jobs) await requestEnd(db, lab, job)
}

/** Returns the condition for jobs whose subject is, or belongs to, one of the runs of a query. */
export function subjectOfRuns({ nouns }: Lab, ids: RawBuilder<unknown>): RawBuilder<boolean> {
  const subjects = withJobs(nouns).flatMap(({ table, runs = [] }) =>
    runs.map(
      (column) =>
        sql`subject_id in (select id from ${sql.table(table)} where ${sql.ref(column)} in (${ids}))`,
    ),
  )
  return sql`(${sql.join(subjects, sql` or `)})`
}
