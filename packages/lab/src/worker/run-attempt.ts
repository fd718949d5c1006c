import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { describeFailure, type AttemptFailure } from '../compute/describe-failure.ts'
import type { Together } from '../compute/job-body.ts'
import { closeCancelled, failAttempt, finishJob, releaseJob, timeLimitCode } from '../jobs/end-job.ts'
import { isOutranked } from '../jobs/is-outranked.ts'
import { lockClaim, recordHeartbeat, type JobClaim } from '../jobs/job-claim.ts'
import { jobKinds } from '../jobs/job-kinds.ts'
import type { Job } from '../jobs/job.ts'
import { saveProgress } from '../jobs/save-progress.ts'
import { isUnreachable } from '../jobs/unreachable.ts'
import type { Lab } from '../lab.ts'
import { ComputeFailure, type ComputeProcess } from './fork-compute.ts'
import { createProgressWriter } from './progress-writer.ts'
import type { WorkerTimes } from './worker-options.ts'

/** Reason for stopping an attempt before its end. */
type StopReason = 'cancelled' | 'released' | 'outranked' | 'lost' | 'time limit' | 'persist failed'

export interface Attempt {
  readonly job: Job
  stop(reason: StopReason): void
  /** Resolves when its end is stored: true if the process can compute another job. Never rejects. */
  readonly done: Promise<boolean>
}

type Outcome = { readonly output: unknown } | { readonly failure: AttemptFailure }

const progressIntervalMs = 500
const maxTimerMs = 2 ** 31 - 1
const notStarted: AttemptFailure = { code: 'CANCELLED', message: 'The job was not begun.', final: true }

/**
 * Runs a claimed job in a compute process, stores its reports and its end. While the database is unreachable,
 * storing the end is retried until `givenUp` is aborted. `together` names the attempts that it is computed with.
 */
export function runAttempt(
  lab: Lab,
  job: Job,
  process: ComputeProcess,
  times: WorkerTimes,
  givenUp: AbortSignal,
  together?: Together,
): Attempt {
  const log = lab.log.child({ job: job.id, kind: job.kind, attempt: job.attempt, requestId: job.requestId })
  const claim: JobClaim = { id: job.id, attempt: job.attempt, workerId: job.workerId! }
  // The same job may come to the same process again, so its id would not tell which attempt a message is about.
  const attempt = randomUUID()
  const lifetime = new AttemptLifetime()
  const stopping = new AbortController()
  let reason: StopReason | undefined
  let persistFailure: AttemptFailure | undefined
  let resolveOutcome: (outcome: Outcome) => void = () => {}
  const outcome = new Promise<Outcome>((resolve) => (resolveOutcome = resolve))
  const settle = lifetime.guard((result: Outcome) => {
    lifetime.end()
    resolveOutcome(result)
  })

  const stop = lifetime.guard((why: StopReason) => {
    if (reason) return
    reason = why
    stopping.abort()
    process.send({ type: 'cancel', attempt })
    lifetime.after(times.grace, () => process.kill())
  })
  const progressWriter = createProgressWriter(
    // Together they write no more often than one.
    progressIntervalMs * (together?.size ?? 1),
    async (progress) => {
      if (!(await persist(lab, givenUp, () => saveProgress(lab, claim, progress)))) return stop('lost')
      // Nothing is lost right after a state was saved, so people need not wait for the end of a long training.
      if (progress.state && (await isOutranked(lab, job))) stop('outranked')
    },
    (error) => {
      persistFailure = describeFailure(error)
      log.error({ err: error }, 'A report could not be kept')
      stop('persist failed')
    },
  )
  const begin = async () => {
    const kind = jobKinds[job.kind]
    if (kind === undefined) throw new Error(`This version has no jobs of kind "${job.kind}"`)
    await process.opened
    const unwanted = AbortSignal.any([givenUp, stopping.signal])
    const input = await persist(lab, unwanted, () => kind.describe(lab, job))
    if (stopping.signal.aborted) return settle({ failure: notStarted })
    const unsubscribe = process.listen(
      (message) => {
        if (message.type === 'opened' || message.attempt !== attempt) return
        if (message.type === 'progress') progressWriter.report(message.progress)
        else if (message.type === 'result') settle({ output: message.output })
        else settle({ failure: message })
      },
      (failure) => settle({ failure }),
    )
    lifetime.own(unsubscribe)
    if (!lifetime.ended) process.send({ type: 'start', attempt, kind: job.kind, input, together })
  }
  const write = async (result: Outcome) => {
    await progressWriter.settle()
    if (persistFailure) return failAttempt(lab, claim, persistFailure, times.retryDelay)
    if ('output' in result) return finish(lab, claim, result.output, times.retryDelay)
    if (reason === undefined) return failAttempt(lab, claim, result.failure, times.retryDelay)
    if (reason === 'cancelled') return cancel(lab, claim)
    if (reason === 'released') return releaseJob(lab, claim)
    if (reason === 'outranked') return releaseJob(lab, claim, 'Makes way for what somebody asked for')
    if (reason === 'lost') return
    const message = `The attempt took longer than its limit of ${job.timeLimit} s`
    return failAttempt(lab, claim, { code: timeLimitCode, message, final: false }, times.retryDelay)
  }
  // Goes on while the end is written, which may take long; what it answers then changes nothing any more.
  const sendHeartbeat = async () => {
    if (!lifetime.ended && !process.alive()) return
    try {
      const wanted = await recordHeartbeat(lab, claim)
      if (wanted !== 'work') stop(wanted)
    } catch (error) {
      log.warn({ err: error }, 'The heartbeat could not be written')
    }
  }
  const work = async (): Promise<boolean> => {
    const heartbeat = setInterval(() => void sendHeartbeat(), times.heartbeatEvery)
    lifetime.after(Math.min(maxTimerMs, job.timeLimit * 1_000), () => stop('time limit'))
    lifetime.own(
      lab.events.subscribe(({ id, wants }) => {
        if (id === job.id && wants === 'end') void sendHeartbeat()
      }),
    )
    log.info('started')
    try {
      begin().catch((error) => settle({ failure: describeBeginning(error) }))
      const result = await outcome
      await persist(lab, givenUp, () => write(result))
      log.info('output' in result ? { ended: 'finished' } : { ended: reason ?? 'failed', ...result }, 'ended')
      return 'output' in result || result.failure.final
    } catch (error) {
      // Its heartbeat has stopped, so the job is taken from this worker in a while and computed again.
      log.error({ err: error }, 'The end of a job could not be written')
      return false
    } finally {
      clearInterval(heartbeat)
    }
  }
  return { job, stop, done: work() }
}

/** Describes a failure to open the process, which is not the job's fault. */
function describeBeginning(error: unknown): AttemptFailure {
  return error instanceof ComputeFailure ? { ...error.failure, final: false } : describeFailure(error)
}

async function finish(lab: Lab, claim: JobClaim, output: unknown, retryDelay: number): Promise<void> {
  try {
    await finishJob(lab, claim, output)
  } catch (error) {
    if (isUnreachable(error)) throw error
    await failAttempt(lab, claim, { ...describeFailure(error), final: false }, retryDelay)
  }
}

function cancel(lab: Lab, claim: JobClaim): Promise<void> {
  return lab.db.transaction().execute(async (db) => {
    const job = await lockClaim(db, claim)
    if (job) await closeCancelled(db, lab, job)
  })
}

/**
 * Lifetime of an attempt: owns its timers, listeners and pending answers. After its end none of them can act,
 * however late they fire; the process may work on another attempt by then.
 */
class AttemptLifetime {
  #ended = false
  readonly #releases: (() => void)[] = []

  get ended(): boolean {
    return this.#ended
  }

  /** Wraps an action so that it does nothing once the attempt has ended. */
  guard<T extends readonly unknown[]>(action: (...given: T) => void): (...given: T) => void {
    return (...given) => {
      if (!this.#ended) action(...given)
    }
  }

  /** Calls the action after so many milliseconds, unless the attempt ends before. */
  after(milliseconds: number, action: () => void): void {
    const timer = setTimeout(this.guard(action), milliseconds)
    this.own(() => clearTimeout(timer))
  }

  /** Registers a function that is called when the attempt ends. */
  own(release: () => void): void {
    if (this.#ended) release()
    else this.#releases.push(release)
  }

  end(): void {
    if (this.#ended) return
    this.#ended = true
    for (const release of this.#releases.splice(0)) release()
  }
}

const maxPauseMs = 5_000

/**
 * Writes data that a worker must not lose. Retries while the database is unreachable, until `givenUp` is
 * aborted, and then once more. Rejects with the last error, and at once for errors that a retry would not
 * fix.
 */
async function persist<T>(lab: Lab, givenUp: AbortSignal, write: () => Promise<T>): Promise<T> {
  for (let pauseMs = 100; ; pauseMs = Math.min(maxPauseMs, 2 * pauseMs)) {
    try {
      return await write()
    } catch (error) {
      if (!isUnreachable(error) || givenUp.aborted) throw error
      lab.log.warn({ err: error }, 'The database cannot be reached; trying again')
      await wait(pauseMs, undefined, { signal: givenUp }).catch(() => {})
    }
  }
}
