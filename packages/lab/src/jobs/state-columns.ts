import { toJson } from '../database/json.ts'
import type { Failure, WorkState } from '../database/tables.ts'
import type { Job } from './job.ts'

/** Returns the columns of a record whose job has started. */
export function startedColumns({ startedAt }: Job) {
  return { startedAt: startedAt ?? new Date(), finishedAt: null, failure: null }
}

/** Returns the columns of a record whose job ended without a result, or waits again. */
export function endedColumns(state: WorkState, failure?: Failure) {
  return {
    failure: failure ? toJson(failure) : null,
    finishedAt: state === 'queued' ? null : new Date(),
  }
}
