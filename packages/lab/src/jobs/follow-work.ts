import { toJson } from '../database/json.ts'
import type { Failure, WorkState } from '../database/tables.ts'
import type { Job } from './job.ts'

/** Columns of a record whose job has begun. */
export function whenStarted({ startedAt }: Job) {
  return { startedAt: startedAt ?? new Date(), finishedAt: null, failure: null }
}

/** Columns of a record whose job ended without a result, or waits again. */
export function whenEnded(state: WorkState, failure?: Failure) {
  return {
    failure: failure ? toJson(failure) : null,
    finishedAt: state === 'queued' ? null : new Date(),
  }
}
