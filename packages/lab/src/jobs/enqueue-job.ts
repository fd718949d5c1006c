import { randomUUID } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import type { Queries } from '../database/database.ts'
import { publish } from '../events/events.ts'
import type { Lab } from '../lab.ts'
import type { Job, JobKindName } from './job.ts'
import { putInQueue } from './queue.ts'

export interface JobRequest {
  readonly kind: JobKindName
  /** The run, analysis or sweep that it computes. */
  readonly subjectId: string
  readonly projectId: string
  /** Higher is sooner; 0 when not given. */
  readonly priority?: number
  /** Seconds an attempt may take; a day when not given. */
  readonly timeLimit?: number
}

/** Asks for something to be computed, in the caller's transaction: the record and its job are there together. */
export async function enqueueJob(db: Queries, lab: Lab, actor: Actor, request: JobRequest): Promise<Job> {
  const { kind, subjectId, projectId, priority = 0, timeLimit } = request
  const job = await db
    .insertInto('job')
    .values({
      id: randomUUID(),
      projectId,
      kind,
      subjectId,
      state: 'queued',
      priority,
      timeLimit,
      createdBy: actor.userId,
      requestId: actor.requestId,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await putInQueue(db, lab.queue, job)
  await publish(db, { kind: 'job', id: job.id, projectId, subjectId, wants: 'worker' })
  return job
}
