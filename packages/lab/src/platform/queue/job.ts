import type { Selectable } from 'kysely'
import type { JobTable, WorkState } from '../database/tables.ts'

/** Computation as people see it; the queue's entry with the same id decides when it runs. */
export type Job = Selectable<JobTable>

export type JobKindName = JobTable['kind']

/** States in which a job stays unless somebody retries it. */
export const endedStates: readonly WorkState[] = ['finished', 'failed', 'cancelled']
