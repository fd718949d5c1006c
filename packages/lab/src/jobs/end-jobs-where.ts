import { sql, type RawBuilder } from 'kysely'
import type { Queries } from '../database/database.ts'
import type { Lab } from '../lab.ts'
import { requestEnd } from './cancel-job.ts'
import type { Job } from './job.ts'

/** Cancels the waiting and running jobs that a condition on the table job names; in the order in which all lock them. */
export async function endJobsWhere(db: Queries, lab: Lab, condition: RawBuilder<boolean>): Promise<void> {
  const { rows } = await sql<Job>`
    select * from job where state in ('queued', 'running') and ${condition} order by id for update`.execute(
    db,
  )
  for (const job of rows) await requestEnd(db, lab, job)
}

/** Jobs that train the runs a query selects the ids of, or analyse them. */
export function ofRuns(ids: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`(subject_id in (${ids}) or subject_id in (select id from analysis where run_id in (${ids})))`
}
