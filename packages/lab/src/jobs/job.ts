import type { Selectable } from 'kysely'
import type { JobTable, WorkState } from '../database/tables.ts'

/** Something to be computed, as people see it; the queue's entry of the same id says when. */
export type Job = Selectable<JobTable>

export type JobKindName = JobTable['kind']

/** Which state a job may be asked to leave, and which is final unless somebody asks for another try. */
export const endedStates: readonly WorkState[] = ['finished', 'failed', 'cancelled']
