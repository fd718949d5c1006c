import { sql } from 'kysely'
import type { AttemptFailure } from '../compute/describe-failure.ts'
import type { Queries } from '../database/database.ts'
import { toJson } from '../database/json.ts'
import type { Failure } from '../database/tables.ts'
import { publish } from '../events/events.ts'
import type { Lab } from '../lab.ts'
import { lockClaim, type JobClaim } from './job-claim.ts'
import { jobKinds } from './job-kinds.ts'
import type { Job } from './job.ts'
import { logJob } from './job-log.ts'
import { putInQueue, takeFromQueue } from './queue.ts'
import { replaceState } from './replace-state.ts'

/** Code of an attempt whose worker stopped sending heartbeats. */
export const workerLost = 'WORKER_LOST'

/** Code of an attempt that took longer than its job allows. */
export const timeLimitCode = 'TIME_LIMIT'

const maxDelaySeconds = 600
/**
 * Codes of transient errors, which are retried without using up an attempt: the worker died, or the storage
 * was unreachable or full.
 */
const transientCodes: readonly string[] = [workerLost, 'UNAVAILABLE', 'RESOURCE_EXHAUSTED']
/** Upper limit of attempts even for transient errors: a job that often ends its workers may be their cause. */
const maxTransientAttempts = 12

/**
 * Writes a job's results and its end in one transaction. Returns false, and writes nothing, if the attempt
 * has lost the job.
 */
export async function finishJob(lab: Lab, claim: JobClaim, output: unknown): Promise<boolean> {
  const stale = await lab.db.transaction().execute(async (db) => {
    const job = await lockClaim(db, claim)
    if (job === undefined) return undefined
    return { forget: await closeFinished(db, lab, job, output) }
  })
  await stale?.forget()
  return stale !== undefined
}

/**
 * Writes the results and the end of a job whose row the caller has locked. Returns a function to call after the
 * commit, as replaceState does.
 */
export async function closeFinished(
  db: Queries,
  lab: Lab,
  job: Job,
  output: unknown,
): Promise<() => Promise<void>> {
  await jobKinds[job.kind]!.finish(db, lab, job, output)
  const forget = await replaceState(db, lab, job, null)
  await takeFromQueue(db, lab.queue, job.id)
  await close(db, job, { state: 'finished', progress: 1, secondsLeft: 0 })
  return forget
}

/**
 * Ends a failed attempt: the job waits for another attempt, or fails if none is left or none would help. An
 * attempt that saved a newer state does not count, so that a long training completes on machines that are
 * preempted every day; a transient error adds an attempt, up to a limit.
 */
export function failAttempt(
  lab: Lab,
  claim: JobClaim,
  { code, message, final }: AttemptFailure,
  retryDelay: number,
): Promise<void> {
  return lab.db.transaction().execute(async (db) => {
    const job = await lockClaim(db, claim)
    if (job === undefined) return
    if (job.cancelRequested) return closeCancelled(db, lab, job)
    const advanced = job.stateAttempt === job.attempt && code !== timeLimitCode && !final
    const uncountedAttempts = job.uncountedAttempts + (advanced ? 1 : 0)
    const maxAttempts = limitOf(job, uncountedAttempts, code)
    const hint = advanced ? ' (it does not count: it had saved a newer state)' : ''
    await logJob(db, job.id, `Attempt ${job.attempt} of ${maxAttempts} failed${hint}: ${message}`)
    if (final || job.attempt >= maxAttempts) return closeFailed(db, lab, job, { code, message })
    const counted = Math.max(1, job.attempt - uncountedAttempts)
    const delay = advanced ? retryDelay : Math.min(maxDelaySeconds, retryDelay * 2 ** (counted - 1))
    return requeue(db, lab, job, { delay, maxAttempts, uncountedAttempts, failure: { code, message } })
  })
}

/** Returns the number of attempts of a job after one that failed with this code. */
function limitOf(job: Job, uncountedAttempts: number, code: string): number {
  const limit = job.maxAttempts + uncountedAttempts - job.uncountedAttempts
  if (uncountedAttempts > job.uncountedAttempts || !transientCodes.includes(code)) return limit
  return Math.max(limit, Math.min(maxTransientAttempts + uncountedAttempts, limit + 1))
}

/** Releases a job whose attempt did not fail: the attempt does not count, and the job keeps its saved state. */
export function releaseJob(
  lab: Lab,
  claim: JobClaim,
  message = 'Handed back by a worker that stops',
): Promise<void> {
  return lab.db.transaction().execute(async (db) => {
    const job = await lockClaim(db, claim)
    if (job === undefined) return
    if (job.cancelRequested) return closeCancelled(db, lab, job)
    await logJob(db, job.id, message)
    return requeue(db, lab, job, { attempt: job.attempt - 1 })
  })
}

/** Cancels a job whose row the caller has locked. */
export async function closeCancelled(db: Queries, lab: Lab, job: Job): Promise<void> {
  await takeFromQueue(db, lab.queue, job.id)
  await jobKinds[job.kind]?.end(db, lab, job, 'cancelled')
  await close(db, job, { state: 'cancelled' })
}

async function closeFailed(db: Queries, lab: Lab, job: Job, failure: Failure): Promise<void> {
  await takeFromQueue(db, lab.queue, job.id)
  await jobKinds[job.kind]?.end(db, lab, job, 'failed', failure)
  await close(db, job, { state: 'failed', failure: toJson(failure) })
}

export interface RequeueOptions {
  /** Seconds until the job can be claimed. */
  readonly delay?: number
  readonly attempt?: number
  readonly maxAttempts?: number
  readonly uncountedAttempts?: number
  readonly failure?: Failure
}

/** Queues a job again whose row the caller has locked. */
export async function requeue(db: Queries, lab: Lab, job: Job, options: RequeueOptions): Promise<void> {
  const { delay = 0, attempt = job.attempt, maxAttempts = job.maxAttempts, failure } = options
  const { uncountedAttempts = job.uncountedAttempts } = options
  await putInQueue(db, lab.queue, job, delay)
  await jobKinds[job.kind]?.end(db, lab, job, 'queued', failure)
  await db
    .updateTable('job')
    .set({
      state: 'queued',
      attempt,
      maxAttempts,
      uncountedAttempts,
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

async function close(
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
