import type { Failure } from '../../platform/database/column-types.ts'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Tables, WorkState } from '../../platform/database/tables.ts'
import { publish } from '../../platform/events/events.ts'
import type { JobKind } from '../../platform/lab/lab.ts'
import type { Job } from '../../platform/queue/job.ts'

/** Tables of records that a job computes. */
type Computed = {
  [T in keyof Tables]: Tables[T] extends { projectId: string; state: WorkState; deletedAt: Date | null }
    ? T
    : never
}[keyof Tables]

interface Lifecycle extends Pick<JobKind, 'started' | 'end'> {
  /** Writes the columns of the result of a finished job. */
  finished(db: Queries, job: Job, values: object): Promise<void>
}

/**
 * Returns the steps of a record's lifecycle around its job, which set its state and publish the change. The event names
 * the run of the record too if `run` is its column.
 */
export function lifecycleOf(table: Computed, run?: 'runId'): Lifecycle {
  async function setState(db: Queries, id: string, state: WorkState, values: object): Promise<void> {
    const changed = await db
      .updateTable(table as 'analysis')
      .set({ state, updatedAt: new Date(), ...values })
      .where('id', '=', id)
      .returning(['projectId', ...(run ? [run] : [])])
      .executeTakeFirst()
    if (!changed) return
    await publish(db, { kind: table, id, projectId: changed.projectId, subjectId: changed.runId })
  }
  return {
    started: (db, { subjectId, startedAt }) =>
      setState(db, subjectId, 'running', {
        startedAt: startedAt ?? new Date(),
        finishedAt: null,
        failure: null,
      }),
    finished: (db, { subjectId }, values) =>
      setState(db, subjectId, 'finished', { ...values, failure: null, finishedAt: new Date() }),
    end: (db, _lab, { subjectId }, state, failure) =>
      setState(db, subjectId, state, endedColumns(state, failure)),
  }
}

/** Returns the columns of a record whose job ended without a result, or waits again. */
export function endedColumns(state: WorkState, failure?: Failure) {
  return {
    failure: failure ? toJson(failure) : null,
    finishedAt: state === 'queued' ? null : new Date(),
  }
}
