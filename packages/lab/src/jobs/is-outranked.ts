import { sql } from 'kysely'
import type { Lab } from '../lab.ts'
import type { Job } from './job.ts'

/** Seconds for which a job has to wait before it takes the place of another: most get a device of their own at once. */
const leastWait = 2

/**
 * True if a job that somebody asked for waits while this one, which a sweep asked for, computes. Only jobs that were
 * never tried count: those that wait for their next attempt could not be claimed.
 */
export async function isOutranked(lab: Lab, { priority }: Pick<Job, 'priority'>): Promise<boolean> {
  if (priority >= 0) return false
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from job where state = 'queued' and priority >= 0 and attempt = 0
      and created_at < now() - ${leastWait} * interval '1 second') as waits`.execute(lab.db)
  return rows[0].waits
}
