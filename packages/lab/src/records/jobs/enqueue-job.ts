import { randomUUID } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import type { Queries } from '../../platform/database/database.ts'
import { publishAll } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { Job, JobKindName } from '../../platform/queue/job.ts'
import { addEntries } from '../../platform/queue/queue.ts'

export interface JobRequest {
  readonly kind: JobKindName
  /** Id of the record that the job works on. */
  readonly subjectId: string
  readonly projectId: string
  /** Priority; higher is sooner; 0 by default. */
  readonly priority?: number
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
      requests.map(({ kind, subjectId, projectId, priority = 0 }) => ({
        id: randomUUID(),
        projectId,
        kind,
        subjectId,
        state: 'queued' as const,
        priority,
        createdBy: actor.userId,
        requestId: actor.requestId,
      })),
    )
    .returningAll()
    .execute()
  await addEntries(db, lab.queue, jobs)
  await publishAll(
    db,
    jobs.map(({ id, projectId, subjectId }) => ({ kind: 'job', id, projectId, subjectId, wants: 'worker' })),
  )
  return jobs
}
