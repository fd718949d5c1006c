import { sql } from 'kysely'
import type { Lab } from '../lab.ts'
import { failAttempt, workerLost } from './end-job.ts'

/**
 * Releases the jobs of workers without a heartbeat for `limit` milliseconds, by the database's clock, so that
 * they run again elsewhere. Returns their number.
 */
export async function reapJobs(lab: Lab, limit: number, retryDelay: number): Promise<number> {
  const lost = await lab.db
    .selectFrom('job')
    .select(['id', 'attempt', 'workerId', 'device'])
    .where('state', '=', 'running')
    .where('heartbeatAt', '<=', sql<Date>`now() - ${limit} * interval '1 millisecond'`)
    .execute()
  let reaped = 0
  for (const { id, attempt, workerId, device } of lost) {
    if (workerId === null) continue
    const message = `The worker on ${device} gave no sign of life any more`
    try {
      const failure = { code: workerLost, message, final: false }
      await failAttempt(lab, { id, attempt, workerId }, failure, retryDelay)
      reaped++
    } catch (error) {
      // The others are taken care of all the same.
      lab.log.error({ err: error, job: id }, 'A job could not be taken from a dead worker')
    }
  }
  return reaped
}
