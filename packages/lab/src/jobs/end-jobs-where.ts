import { sql, type RawBuilder } from 'kysely'
import type { Queries } from '../database/database.ts'
import type { Lab } from '../lab.ts'
import { requestEnd } from './cancel-job.ts'
import type { Job } from './job.ts'

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

/**
 * Returns the condition for jobs that train, analyse or compare the runs of a query, or represent their
 * checkpoints.
 */
export function subjectOfRuns(ids: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`(subject_id in (${ids}) or subject_id in (select id from analysis where run_id in (${ids}))
    or subject_id in (select id from checkpoint where run_id in (${ids}))
    or subject_id in (select id from pair_comparison where first_run_id in (${ids}) or second_run_id in (${ids})))`
}
