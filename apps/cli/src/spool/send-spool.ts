import { setTimeout as sleep } from 'node:timers/promises'
import { backOff, Unreachable } from '../remote/retry.ts'
import { createRun } from '../remote/choose-run.ts'
import type { Connection } from '../remote/connect.ts'
import { RemoteError } from '../remote/server-address.ts'
import { nextBatch, type SpoolBatch } from './next-batch.ts'
import type { SpoolEnd, SpoolSource } from './spool-record.ts'

/** Milliseconds to wait for more lines before a small batch is sent. */
const gatherMs = 300
/** Milliseconds between heartbeats while no points arrive, a quarter of the time that createRun promises. */
const defaultHeartbeatMs = 15_000
/** Seconds without a heartbeat after which the server considers a run of mitoscope log crashed. */
export const promisedSeconds = 60
/** Bytes of a spool to read at once. */
const chunkBytes = 2 ** 20
/** Longest pause between two attempts in milliseconds, so that a server that has returned is found soon. */
const maxPauseMs = 15_000

export interface SendOptions {
  /** Aborting it ends the work at once; points that are not acknowledged stay in the spool. */
  readonly signal: AbortSignal
  /**
   * Returns the time at which to give up an attempt that has failed since `began`, both in the time of
   * performance.now(); Infinity to never give up.
   */
  readonly giveUpAt: (began: number) => number
  /** Milliseconds between heartbeats while no points arrive; the default is 15,000. */
  readonly heartbeatMs?: number
  /** Called with the reason, once per reason, when nothing can be sent for now. */
  readonly onTrouble: (message: string) => void
}

/** Reason why a spool was not sent completely. */
export interface Stopped {
  readonly reason: string
  /** True if a repeat may succeed later without a change. */
  readonly isTransient: boolean
  /** Id of the run that a CONFLICT is about. */
  readonly runId?: string
}

/**
 * Sends the content of a spool, and lines added to it until it is closed, and tells the server how the run ended.
 * Resolves with undefined once everything is acknowledged. The spool's state always says what is acknowledged.
 */
export async function sendSpool(
  spool: SpoolSource,
  connection: Connection,
  options: SendOptions,
): Promise<Stopped | undefined> {
  const sender = new Sender(spool, connection, options)
  try {
    await sender.run()
    return undefined
  } catch (error) {
    if (options.signal.aborted) return { reason: 'it was stopped', isTransient: true }
    if (!(error instanceof RemoteError)) throw error
    return { reason: error.message, isTransient: isTransient(error), runId: error.runId }
  }
}

class Sender {
  readonly #spool: SpoolSource
  readonly #connection: Connection
  readonly #options: SendOptions
  readonly #heartbeatMs: number
  #sentAt = performance.now()
  #troubled = ''
  #isUnsaved = false

  constructor(spool: SpoolSource, connection: Connection, options: SendOptions) {
    this.#spool = spool
    this.#connection = connection
    this.#options = options
    this.#heartbeatMs = options.heartbeatMs ?? defaultHeartbeatMs
  }

  async run(): Promise<void> {
    const { state } = this.#spool
    let end: SpoolEnd | undefined
    for (;;) {
      this.#options.signal.throwIfAborted()
      // Read before the next batch, so that lines added before the spool was closed are found.
      const { isOpen } = this.#spool
      const batch = await this.#nextBatch()
      if (!batch && this.#isUnsaved) await this.#save()
      if (batch) {
        await this.#send(batch)
        end = batch.end ?? end
        if (batch.damaged > 0)
          this.#options.onTrouble(`${batch.damaged} damaged lines of the spool are left out.`)
      } else if (isOpen) {
        await this.#spool.changed(this.#heartbeatMs, state.acknowledged)
        await this.#heartbeat()
      } else break
    }
    if (end && state.runId !== undefined) await this.#finish(state.runId, end)
  }

  /** Returns the next part of the spool. A part that was being sent before is returned unchanged. */
  async #nextBatch(): Promise<SpoolBatch | undefined> {
    const { state } = this.#spool
    const from = state.acknowledged
    if (state.batchEnd !== undefined && state.batchEnd > from) {
      const batch = nextBatch(await this.#spool.read(from, state.batchEnd - from), true)
      if (batch) return batch
    }
    let bytes = await this.#spool.read(from, chunkBytes)
    if (bytes.length === 0) return undefined
    if (bytes.length < chunkBytes && this.#spool.isOpen) {
      await sleep(gatherMs, undefined, { signal: this.#options.signal })
      bytes = await this.#spool.read(from, chunkBytes)
    }
    // A step with very many metrics is longer than one chunk.
    for (let length = 2 * chunkBytes; bytes.length === length / 2 && !bytes.includes(10); length *= 2)
      bytes = await this.#spool.read(from, length)
    return nextBatch(bytes)
  }

  async #send(batch: SpoolBatch): Promise<void> {
    const spool = this.#spool
    const { state } = spool
    const end = state.acknowledged + batch.bytes
    const isRepeated = state.batchEnd === end
    if (!isRepeated) {
      state.batchEnd = end
      await this.#save()
    }
    const counts = await this.#log(batch, end, isRepeated).catch(async (error: unknown) => {
      // After a rejection, the next attempt is not a repeat.
      if (error instanceof RemoteError && !isTransient(error)) state.batchEnd = undefined
      await this.#save()
      throw error
    })
    state.acknowledged = end
    state.batchEnd = undefined
    state.added += counts.added
    state.equal += counts.equal
    state.differing += counts.differing
    // Saved with the next batch if one follows at once; until then the same batch would be sent again.
    this.#isUnsaved = true
  }

  async #save(): Promise<void> {
    this.#isUnsaved = false
    await this.#spool.saveState()
  }

  /** Logs the points of a part of the spool. `isRepeated` is true if they may have been logged before. */
  async #log(batch: SpoolBatch, end: number, isRepeated: boolean) {
    const { state, record, keyPrefix } = this.#spool
    const counts = { added: 0, equal: 0, differing: 0 }
    if (batch.points === 0) return counts
    const runId = await this.#requireRun()
    for (const [i, series] of batch.requests.entries()) {
      const key = `${keyPrefix}:${state.acknowledged}-${end}/${i}`
      const input = { batches: [{ runId, key, series }], onConflict: record.onConflict }
      const { logMetrics } = await this.#ask<{ logMetrics: typeof counts }>(
        'mutation ($input: LogMetricsInput!) { logMetrics(input: $input) { added equal differing } }',
        { input },
        () => (isRepeated = true),
      )
      // Points of an attempt whose answer was lost are reported with the same value now.
      counts.added += logMetrics.added + (isRepeated ? logMetrics.equal : 0)
      counts.equal += isRepeated ? 0 : logMetrics.equal
      counts.differing += logMetrics.differing
    }
    return counts
  }

  /** Returns the run. Creates it at the first batch, or cuts it off at the step to resume from. */
  async #requireRun(): Promise<string> {
    const { state, record } = this.#spool
    const { target } = record
    if ('newRun' in target) {
      if (state.runId === undefined) {
        state.runId = (await this.#attempt(() => createRun(this.#connection, target.newRun))).id
        await this.#save()
      }
      return state.runId
    }
    state.runId = target.runId
    if (target.resumeFrom !== undefined && !state.isResumed) {
      await this.#ask('mutation ($input: ResumeRunInput!) { resumeRun(input: $input) { cutPoints } }', {
        input: { id: target.runId, fromStep: target.resumeFrom },
      })
      state.isResumed = true
      await this.#save()
    }
    return target.runId
  }

  /** Sends a heartbeat if the last request was long ago. Ignores errors, which the next points will report. */
  async #heartbeat(): Promise<void> {
    const { runId } = this.#spool.state
    if (runId === undefined || performance.now() - this.#sentAt < this.#heartbeatMs) return
    this.#sentAt = performance.now()
    const mutation = 'mutation ($input: SendHeartbeatInput!) { sendHeartbeat(input: $input) { runs { id } } }'
    await this.#connection
      .ask(mutation, { input: { ids: [runId] } }, { signal: this.#options.signal, repeatable: true })
      .catch(() => {})
  }

  async #finish(id: string, { state, reason }: SpoolEnd): Promise<void> {
    const mutation = 'mutation ($input: FinishRunInput!) { finishRun(input: $input) { run { state } } }'
    try {
      await this.#ask(mutation, { input: { id, state, reason } })
    } catch (error) {
      if (!(error instanceof RemoteError) || isTransient(error)) throw error
      // For example a run that was trained on the server: its points are logged, but the server decides its end.
      this.#options.onTrouble(error.message)
    }
  }

  #ask<T>(query: string, variables: object, onRepeat?: () => void): Promise<T> {
    const asked = { signal: this.#options.signal, repeatable: true }
    return this.#attempt(() => this.#connection.ask<T>(query, variables, asked), onRepeat)
  }

  /** Repeats a request until it is answered or given up. */
  async #attempt<T>(ask: () => Promise<T>, onRepeat?: () => void): Promise<T> {
    const { signal, onTrouble } = this.#options
    const began = performance.now()
    for (let failures = 0; ; failures++) {
      try {
        const answer = await ask()
        this.#sentAt = performance.now()
        this.#troubled = ''
        return answer
      } catch (error) {
        signal.throwIfAborted()
        if (!(error instanceof RemoteError) || !isTransient(error)) throw error
        if (this.#troubled !== error.message) onTrouble(error.message)
        this.#troubled = error.message
        const { maybeDone = true, retryAfterMs = 0 } = error as Partial<Unreachable>
        if (maybeDone) onRepeat?.()
        const pause = Math.max(backOff(failures, maxPauseMs), retryAfterMs)
        await this.#pause(pause, began, error)
      }
    }
  }

  /** Waits before the next attempt, less if the producer ends meanwhile. Rejects with the error once it is given up. */
  async #pause(ms: number, began: number, error: Error): Promise<void> {
    const { signal, giveUpAt } = this.#options
    const { isOpen } = this.#spool
    for (const until = performance.now() + ms; performance.now() < until && isOpen === this.#spool.isOpen;) {
      if (performance.now() > giveUpAt(began)) throw error
      await sleep(Math.min(100, until - performance.now()), undefined, { signal })
    }
  }
}

/**
 * Returns true for an error that may be gone at the next attempt: the server is unreachable, or has an internal error.
 */
function isTransient(error: RemoteError): boolean {
  if (error instanceof Unreachable) return true
  return ['INTERNAL_SERVER_ERROR', 'NOT_GRAPHQL', 'TIMEOUT'].includes(error.code ?? '')
}
