import { sql } from 'kysely'
import type { Queries } from '../database/database.ts'
import type { Lab } from '../lab.ts'
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

/**
 * Records the heartbeat of an attempt. Returns 'cancelled' if the attempt must stop, 'lost' if it no longer
 * owns the job.
 */
export async function recordHeartbeat(
  lab: Lab,
  { id, workerId, attempt }: JobClaim,
): Promise<'work' | 'cancelled' | 'lost'> {
  const row = await lab.db
    .updateTable('job')
    .set({ heartbeatAt: sql`now()` })
    .where('id', '=', id)
    .where('workerId', '=', workerId)
    .where('attempt', '=', attempt)
    .where('state', '=', 'running')
    .returning('cancelRequested')
    .executeTakeFirst()
  if (row === undefined) return 'lost'
  return row.cancelRequested ? 'cancelled' : 'work'
}
