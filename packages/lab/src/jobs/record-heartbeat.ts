import { sql } from 'kysely'
import type { Lab } from '../lab.ts'
import type { JobClaim } from './job-claim.ts'

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
