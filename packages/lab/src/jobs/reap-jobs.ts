import { sql } from 'kysely'
import type { Lab } from '../lab.ts'
import { failAttempt } from './end-job.ts'

/**
 * Takes jobs from workers that have given no sign of life for `limit` milliseconds, by the database's clock, so that
 * they run again elsewhere. Returns how many.
 */
export async function reapJobs(lab: Lab, limit: number, retryDelay: number): Promise<number> {
  const lost = await lab.db
    .selectFrom('job')
    .select(['id', 'attempt', 'workerId', 'device'])
    .where('state', '=', 'running')
    .where('heartbeatAt', '<=', sql<Date>`now() - ${limit} * interval '1 millisecond'`)
    .execute()
  for (const { id, attempt, workerId, device } of lost) {
    const message = `The worker on ${device} gave no sign of life any more`
    if (workerId === null) continue
    await failAttempt(
      lab,
      { id, attempt, workerId },
      { code: 'WORKER_LOST', message, final: false },
      retryDelay,
    )
  }
  return lost.length
}
