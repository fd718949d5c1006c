import type { Queries } from '../database/database.ts'
import type { Job } from './job.ts'

/** An attempt at a job: nothing is written for it unless the job is still running, here, and for this time. */
export type JobClaim = Pick<Job, 'id' | 'attempt'> & { readonly workerId: string }

/**
 * The row of a job that this attempt still has, locked to the end of the transaction; undefined once it was taken away:
 * reaped, cancelled or ended by another attempt.
 */
export function lockClaim(db: Queries, { id, workerId, attempt }: JobClaim): Promise<Job | undefined> {
  return db
    .selectFrom('job')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('workerId', '=', workerId)
    .where('attempt', '=', attempt)
    .forUpdate()
    .executeTakeFirst()
}
