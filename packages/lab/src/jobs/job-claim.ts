import type { Queries } from '../database/database.ts'
import type { Job } from './job.ts'

/**
 * Attempt at a job. Writes for an attempt require that the job is still running, on this worker, in this
 * attempt.
 */
export type JobClaim = Pick<Job, 'id' | 'attempt'> & { readonly workerId: string }

/**
 * Returns the row of a job that this attempt still owns, locked to the end of the transaction; undefined if
 * the job was reaped, cancelled or ended by another attempt.
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
