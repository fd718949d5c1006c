import { sql } from 'kysely'
import type { Failure } from '../../platform/database/column-types.ts'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { Job } from '../../platform/queue/job.ts'
import { queueName, returnEntry } from '../../platform/queue/queue.ts'

/** Ends a job without a result, whose row the caller has locked. */
export async function closeWithout(
  db: Queries,
  lab: Lab,
  job: Job,
  state: 'failed' | 'cancelled',
  failure?: Failure,
): Promise<void> {
  // Not deleted: a retry goes on from its count, so that no late report of an earlier attempt is taken for a new one.
  await lab.queue.boss.cancel(queueName, job.id, { db: lab.queue.within(db) })
  await lab.kinds[job.kind]?.end(db, lab, job, state, failure)
  await closeJob(db, job, { state, ...(failure && { failure: toJson(failure) }) })
}

/** Queues a job again whose row the caller has locked. */
export async function requeue(
  db: Queries,
  lab: Lab,
  job: Job,
  changes: Partial<Pick<Job, 'attempt' | 'maxAttempts' | 'uncountedAttempts'>>,
  { delay = 0, failure }: { readonly delay?: number; readonly failure?: Failure } = {},
): Promise<void> {
  await returnEntry(db, lab.queue, job, delay)
  await lab.kinds[job.kind]?.end(db, lab, job, 'queued', failure)
  await db
    .updateTable('job')
    .set({
      ...changes,
      state: 'queued',
      // The state stays; the next attempt, which may have the same number, has saved none.
      stateAttempt: null,
      workerId: null,
      device: null,
      heartbeatAt: null,
      cancelRequested: false,
      phase: null,
      secondsLeft: null,
      failure: failure ? toJson(failure) : null,
      finishedAt: null,
      updatedAt: sql`now()`,
    })
    .where('id', '=', job.id)
    .execute()
  const { id, projectId, subjectId } = job
  await publish(db, { kind: 'job', id, projectId, subjectId, wants: 'worker' })
}

/** Writes the end of a job whose row the caller has locked, and publishes it. */
export async function closeJob(
  db: Queries,
  { id, projectId, subjectId }: Job,
  changes: {
    readonly state: 'finished' | 'failed' | 'cancelled'
    readonly progress?: number
    readonly secondsLeft?: number
    readonly failure?: string
  },
): Promise<void> {
  await db
    .updateTable('job')
    .set({ secondsLeft: null, ...changes, finishedAt: sql`now()`, updatedAt: sql`now()` })
    .where('id', '=', id)
    .execute()
  await publish(db, { kind: 'job', id, projectId, subjectId })
}
