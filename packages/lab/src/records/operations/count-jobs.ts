import { sql } from 'kysely'
import type { Lab } from '../../platform/lab/lab.ts'

export interface JobCount {
  readonly kind: string
  readonly state: string
  readonly jobs: number
}

/** Counts the jobs by kind and state over all projects, for monitoring. */
export async function countJobs(lab: Lab): Promise<readonly JobCount[]> {
  const rows = await lab.db
    .selectFrom('job')
    .select(['kind', 'state', sql<number>`count(*)::int`.as('jobs')])
    .groupBy(['kind', 'state'])
    .execute()
  return rows
}
