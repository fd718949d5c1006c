import { sql } from 'kysely'
import type { Lab } from '../lab.ts'
import type { Job } from './job.ts'

/** Seconds that a job must wait before it displaces another: most find a free device at once. */
const minWaitSeconds = 2

/**
 * Returns true if a job requested by a user waits while this one, requested by a sweep, runs. Only jobs
 * without a previous attempt count: a retry may still be delayed, and could not be claimed.
 */
export async function isOutranked(lab: Lab, { priority }: Pick<Job, 'priority'>): Promise<boolean> {
  if (priority >= 0) return false
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from job where state = 'queued' and priority >= 0 and attempt = 0
      and created_at < now() - ${minWaitSeconds} * interval '1 second') as waits`.execute(lab.db)
  return rows[0].waits
}
