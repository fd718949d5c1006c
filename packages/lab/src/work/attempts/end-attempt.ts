import { sql } from 'kysely'
import type { AttemptFailure } from '../compute/describe-failure.ts'
import type { Queries } from '../../platform/database/database.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { closeJob, closeWithout, requeue } from '../../records/jobs/close-job.ts'
import type { Job } from '../../platform/queue/job.ts'
import { logJob } from '../../records/jobs/job-log.ts'
import { queueName, touchEntry, type JobClaim } from '../../platform/queue/queue.ts'
import { replaceState } from '../../records/jobs/replace-state.ts'

/** Seconds until the attempt after the first that failed; each later delay doubles, up to the longest. */
export const defaultRetryDelay = 5
const maxDelaySeconds = 600

/** Code of an attempt whose worker stopped sending heartbeats. */
export const workerLost = 'WORKER_LOST'
/** Code of an attempt that took longer than its job allows. */
export const timeLimitCode = 'TIME_LIMIT'
/**
 * Codes of transient errors, which are retried without using up an attempt: the worker died, or the storage
 * was unreachable or full.
 */
const transientCodes: readonly string[] = [workerLost, 'UNAVAILABLE', 'RESOURCE_EXHAUSTED']
/** Upper limit of attempts even for transient errors: a job that often ends its workers may be their cause. */
const maxTransientAttempts = 12

/**
 * Runs `act` in a transaction in which the attempt owns the job, whose row it gets, locked. Returns undefined, and
 * does nothing, if the attempt has lost the job.
 */
export function withClaim<T>(
  lab: Lab,
  claim: JobClaim,
  act: (db: Queries, job: Job) => Promise<T>,
): Promise<T | undefined> {
  return lab.db.transaction().execute(async (db) => {
    const job = await lockRunning(db, claim.id)
    return job && (await touchEntry(db, lab.queue, claim)) ? act(db, job) : undefined
  })
}

/** Returns the row of a running job, locked to the end of the transaction; undefined if the job does not run. */
export function lockRunning(db: Queries, id: string): Promise<Job | undefined> {
  return db
    .selectFrom('job')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'running')
    .forUpdate()
    .executeTakeFirst()
}

/**
 * Records the heartbeat of an attempt. Returns 'cancelled' if the attempt must stop, 'lost' if it no longer
 * owns the job.
 */
export async function recordHeartbeat(lab: Lab, claim: JobClaim): Promise<'work' | 'cancelled' | 'lost'> {
  const job = await withClaim(lab, claim, async (db, row) => {
    const heartbeatAt = sql<Date>`now()`
    await db.updateTable('job').set({ heartbeatAt }).where('id', '=', row.id).execute()
    return row
  })
  if (job === undefined) return 'lost'
  return job.cancelRequested ? 'cancelled' : 'work'
}

/**
 * Writes a job's results and its end in one transaction. Returns false, and writes nothing, if the attempt
 * has lost the job.
 */
export async function finishJob(lab: Lab, claim: JobClaim, output: unknown): Promise<boolean> {
  const forget = await withClaim(lab, claim, (db, job) => closeFinished(db, lab, job, output))
  await forget?.()
  return forget !== undefined
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
  await lab.kinds[job.kind].finish(db, lab, job, output)
  const forget = await replaceState(db, lab, job, null)
  await lab.queue.boss.deleteJob(queueName, job.id, { db: lab.queue.within(db) })
  await closeJob(db, job, { state: 'finished', progress: 1, secondsLeft: 0 })
  return forget
}

/** Ends a failed attempt, as endAttempt does. */
export async function failAttempt(
  lab: Lab,
  claim: JobClaim,
  failure: AttemptFailure,
  retryDelay = defaultRetryDelay,
): Promise<void> {
  await withClaim(lab, claim, (db, job) => endAttempt(db, lab, job, failure, retryDelay))
}

/**
 * Ends a failed attempt at a job whose row the caller has locked: the job waits for another attempt, or fails if none
 * is left or none would help. An attempt that saved a newer state does not count, so that a long training completes on
 * machines that are preempted every day; a transient error adds an attempt, up to a limit.
 */
export async function endAttempt(
  db: Queries,
  lab: Lab,
  job: Job,
  { code, message, final }: AttemptFailure,
  retryDelay: number,
): Promise<void> {
  if (job.cancelRequested) return closeWithout(db, lab, job, 'cancelled')
  const advanced = job.stateAttempt === job.attempt && code !== timeLimitCode && !final
  const uncountedAttempts = job.uncountedAttempts + (advanced ? 1 : 0)
  const limit = job.maxAttempts + (advanced ? 1 : 0)
  const transient = !advanced && transientCodes.includes(code)
  const maxAttempts = transient
    ? Math.max(limit, Math.min(maxTransientAttempts + uncountedAttempts, limit + 1))
    : limit
  const hint = advanced ? ' (it does not count: it had saved a newer state)' : ''
  await logJob(db, job.id, `Attempt ${job.attempt} of ${maxAttempts} failed${hint}: ${message}`)
  if (final || job.attempt >= maxAttempts) return closeWithout(db, lab, job, 'failed', { code, message })
  const counted = Math.max(1, job.attempt - uncountedAttempts)
  const delay = advanced ? retryDelay : Math.min(maxDelaySeconds, retryDelay * 2 ** (counted - 1))
  await requeue(db, lab, job, { maxAttempts, uncountedAttempts }, { delay, failure: { code, message } })
}

/** Releases a job whose attempt did not fail: the attempt does not count, and the job keeps its saved state. */
export async function releaseJob(
  lab: Lab,
  claim: JobClaim,
  message = 'Handed back by a worker that stops',
): Promise<void> {
  await withClaim(lab, claim, async (db, job) => {
    if (job.cancelRequested) return closeWithout(db, lab, job, 'cancelled')
    await logJob(db, job.id, message)
    return requeue(db, lab, job, { attempt: job.attempt - 1 })
  })
}
