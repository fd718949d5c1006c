import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { describeFailure, type AttemptFailure } from '../compute/describe-failure.ts'
import type { Together } from '../compute/job-body.ts'
import { isOutranked, type ClaimedJob } from '../attempts/claim-job.ts'
import { failAttempt, finishJob, recordHeartbeat, releaseJob } from '../attempts/end-attempt.ts'
import { saveProgress } from '../attempts/save-progress.ts'
import { isUnreachable } from '../../platform/database/is-unreachable.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { ComputeFailure, describeEnd, type ComputeProcess } from './fork-compute.ts'
import { createProgressWriter } from './progress-writer.ts'
import type { WorkerTimes } from './worker-options.ts'

/** Reason for stopping an attempt before its end. */
type StopReason = 'cancelled' | 'released' | 'outranked' | 'lost' | 'persist failed'

export interface Attempt {
  stop(reason: StopReason): void
  /** Resolves when its end is stored: true if the process can compute another job. Never rejects. */
  readonly done: Promise<boolean>
}

type Outcome = { readonly output: unknown } | { readonly failure: AttemptFailure }

const progressIntervalMs = 500
const notStarted: AttemptFailure = { code: 'CANCELLED', message: 'The job was not begun.', final: true }

/**
 * Runs a claimed job in a compute process, stores its reports and its end. While the database is unreachable,
 * storing the end is retried until `givenUp` is aborted. `together` names the attempts that it is computed with.
 */
export function runAttempt(
  lab: Lab,
  job: ClaimedJob,
  process: ComputeProcess,
  times: WorkerTimes,
  givenUp: AbortSignal,
  together?: Together,
): Attempt {
  const log = lab.log.child({ job: job.id, kind: job.kind, attempt: job.attempt, requestId: job.requestId })
  // The same job may come to the same process again, so its id would not tell which attempt a message is about.
  const attempt = randomUUID()
  const stopping = new AbortController()
  let resolveOutcome: (outcome: Outcome) => void = () => {}
  const outcome = new Promise<Outcome>((resolve) => (resolveOutcome = resolve))
  // After the end none of them can act: the process may work on another attempt by then.
  const releases: (() => void)[] = []
  let ended = false
  let reason: StopReason | undefined
  let persistFailure: AttemptFailure | undefined

  const settle = (result: Outcome) => {
    if (ended) return
    ended = true
    for (const release of releases) release()
    resolveOutcome(result)
  }
  const stop = (why: StopReason) => {
    if (ended || reason) return
    reason = why
    stopping.abort()
    process.send({ type: 'cancel', attempt })
    const timer = setTimeout(() => process.kill(), times.grace)
    releases.push(() => clearTimeout(timer))
  }
  const progressWriter = createProgressWriter(
    // Together they write no more often than one.
    progressIntervalMs * (together?.size ?? 1),
    async (progress) => {
      if (!(await persist(lab, givenUp, () => saveProgress(lab, job, progress)))) return stop('lost')
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
    const kind = lab.kinds[job.kind]
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
      (end) => settle({ failure: describeEnd(end) }),
    )
    if (ended) return unsubscribe()
    releases.push(unsubscribe)
    process.send({ type: 'start', attempt, kind: job.kind, input, together })
  }
  const write = async (result: Outcome): Promise<void> => {
    await progressWriter.settle()
    if (persistFailure) return failAttempt(lab, job, persistFailure, times.retryDelay)
    if ('output' in result) return finish(lab, job, result.output, times.retryDelay)
    if (reason === undefined) return failAttempt(lab, job, result.failure, times.retryDelay)
    if (reason === 'lost') return
    await releaseJob(lab, job, reason === 'outranked' ? 'Makes way for what somebody asked for' : undefined)
  }
  // Goes on while the end is written, which may take long; what it answers then changes nothing any more.
  const sendHeartbeat = async () => {
    if (!ended && !process.alive()) return
    try {
      const wanted = await recordHeartbeat(lab, job)
      if (wanted !== 'work') stop(wanted)
    } catch (error) {
      log.warn({ err: error }, 'The heartbeat could not be written')
    }
  }
  const work = async (): Promise<boolean> => {
    // One at a time: on a slow database they would wait for each other's locks, and use up its connections.
    let underWay: Promise<void> | undefined
    const beat = () => void (underWay ??= sendHeartbeat().finally(() => (underWay = undefined)))
    const heartbeat = setInterval(beat, times.heartbeatEvery)
    const followCancel = lab.events.subscribe(({ id, wants }) => {
      if (id === job.id && wants === 'end') void sendHeartbeat()
    })
    releases.push(followCancel)
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
  return { stop, done: work() }
}

/** Describes a failure to open the process, which is not the job's fault. */
function describeBeginning(error: unknown): AttemptFailure {
  return error instanceof ComputeFailure ? { ...error.failure, final: false } : describeFailure(error)
}

async function finish(lab: Lab, job: ClaimedJob, output: unknown, retryDelay: number): Promise<void> {
  try {
    await finishJob(lab, job, output)
  } catch (error) {
    if (isUnreachable(error)) throw error
    await failAttempt(lab, job, { ...describeFailure(error), final: false }, retryDelay)
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
