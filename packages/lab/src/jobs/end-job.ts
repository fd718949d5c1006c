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
import { logJob } from './log-job.ts'
import { putInQueue, takeFromQueue } from './queue.ts'
import { replaceState } from './replace-state.ts'

/** Code of an attempt whose worker gave no sign of life any more. */
export const workerLost = 'WORKER_LOST'

/** Code of an attempt that took longer than its job allows. */
export const timeLimitCode = 'TIME_LIMIT'

const longestDelay = 600
/** What is seldom a job's own fault: its worker died, which runs it in another process, or the storage had a bad day. */
const blameless: readonly string[] = [workerLost, 'UNAVAILABLE', 'RESOURCE_EXHAUSTED']
/** Of those; what ends its workers so often may be the job after all. */
const mostAttempts = 12

/**
 * Writes a job's results and its end in one transaction. False, and nothing is written, when the job is not this
 * attempt's any more.
 */
export async function finishJob(lab: Lab, claim: JobClaim, output: unknown): Promise<boolean> {
  const stale = await lab.db.transaction().execute(async (db) => {
    const job = await lockClaim(db, claim)
    if (job === undefined) return undefined
    await jobKinds[job.kind]!.finish(db, lab, job, output)
    const forget = await replaceState(db, lab, job, null)
    await takeFromQueue(db, lab.queue, job.id)
    await close(db, job, { state: 'finished', progress: 1, secondsLeft: 0 })
    return { forget }
  })
  await stale?.forget()
  return stale !== undefined
}

/**
 * Ends an attempt that failed: the job waits for another one, or, when none is left or would help, it has failed. One that
 * saved a newer state does not count, so that a long training ends well on machines that are taken away every day; for
 * one that was not the job's fault it gets another, up to a limit.
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
    const delay = advanced ? retryDelay : Math.min(longestDelay, retryDelay * 2 ** (counted - 1))
    return requeue(db, lab, job, { delay, maxAttempts, uncountedAttempts, failure: { code, message } })
  })
}

/** The attempts that a job gets after one that failed with this code. */
function limitOf(job: Job, uncountedAttempts: number, code: string): number {
  const limit = job.maxAttempts + uncountedAttempts - job.uncountedAttempts
  if (uncountedAttempts > job.uncountedAttempts || !blameless.includes(code)) return limit
  return Math.max(limit, Math.min(mostAttempts + uncountedAttempts, limit + 1))
}

/** Gives an attempt back that did nothing wrong: it does not count, and the job keeps its state to continue from. */
export function handBack(
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

/** As the caller asked; the caller has the row locked. */
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
  /** Seconds. */
  readonly delay?: number
  readonly attempt?: number
  readonly maxAttempts?: number
  readonly uncountedAttempts?: number
  readonly failure?: Failure
}

/** Lets a job wait again; the caller has the row locked. */
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
