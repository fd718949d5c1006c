import { sql } from 'kysely'
import type { Lab } from '../lab.ts'
import type { JobClaim } from './job-claim.ts'

/** Shows that an attempt is worked on, and says whether it still should be. */
export async function showLife(
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
