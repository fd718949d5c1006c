import { randomUUID } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import type { Queries } from '../database/database.ts'
import { publishAll } from '../events/events.ts'
import type { Lab } from '../lab.ts'
import type { Job, JobKindName } from './job.ts'
import { putAllInQueue } from './queue.ts'

export interface JobRequest {
  readonly kind: JobKindName
  /** Id of the run, analysis, comparison or sweep to compute, or of the checkpoint to represent. */
  readonly subjectId: string
  readonly projectId: string
  /** Priority; higher is sooner; 0 by default. */
  readonly priority?: number
  /** Longest duration of an attempt in seconds; a day by default. */
  readonly timeLimit?: number
}

/** Enqueues a job in the caller's transaction, so that the record and its job appear together. */
export async function enqueueJob(db: Queries, lab: Lab, actor: Actor, request: JobRequest): Promise<Job> {
  const [job] = await enqueueJobs(db, lab, actor, [request])
  return job
}

/** Enqueues many jobs at once. */
export async function enqueueJobs(
  db: Queries,
  lab: Lab,
  actor: Actor,
  requests: readonly JobRequest[],
): Promise<Job[]> {
  if (requests.length === 0) return []
  const jobs = await db
    .insertInto('job')
    .values(
      requests.map(({ kind, subjectId, projectId, priority = 0, timeLimit }) => ({
        id: randomUUID(),
        projectId,
        kind,
        subjectId,
        state: 'queued' as const,
        priority,
        ...(timeLimit !== undefined && { timeLimit }),
        createdBy: actor.userId,
        requestId: actor.requestId,
      })),
    )
    .returningAll()
    .execute()
  await putAllInQueue(db, lab.queue, jobs)
  await publishAll(
    db,
    jobs.map(({ id, projectId, subjectId }) => ({ kind: 'job', id, projectId, subjectId, wants: 'worker' })),
  )
  return jobs
}
