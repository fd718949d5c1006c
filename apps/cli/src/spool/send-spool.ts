import { setTimeout as sleep } from 'node:timers/promises'
import { backOff } from '../remote/back-off.ts'
import { createRun } from '../remote/choose-run.ts'
import type { Connection } from '../remote/connect.ts'
import { RemoteError } from '../remote/server-address.ts'
import { Unreachable } from '../remote/unreachable.ts'
import { nextBatch, type SpoolBatch } from './next-batch.ts'
import type { SpoolEnd } from './spool-record.ts'
import type { SpoolSource } from './spool-source.ts'

/** Milliseconds for which more lines are awaited before a small batch is sent. */
const gatherMs = 300
/** Milliseconds between signs of life while no points come; what createRun promises is four times as long. */
const usualHeartbeatMs = 15_000
/** Seconds that a run of mitoscope log may be silent before the server takes it for crashed. */
export const promisedSeconds = 60
/** Bytes of a spool that are read at once. */
const readAtOnce = 2 ** 20
/** Milliseconds between two attempts at most: a server that is back is found soon. */
const longestPause = 15_000

export interface SendOptions {
  /** Ends the work at once; what was not acknowledged stays in the spool. */
  readonly signal: AbortSignal
  /**
   * Time at which an attempt is given up that fails since `began`, both as performance.now() tells; Infinity for never.
   */
  readonly giveUpAt: (began: number) => number
  /** Milliseconds between signs of life while no points come; 15 s when not given. */
  readonly heartbeatMs?: number
  /** Told, once per cause, why nothing can be sent now. */
  readonly onTrouble: (message: string) => void
}

/** Reason why a spool was not sent to its end. */
export interface Stopped {
  readonly reason: string
  /** True if the same again may succeed later without anything being mended. */
  readonly isPassing: boolean
  /** The run that a CONFLICT is about. */
  readonly runId?: string
}

/**
 * Sends what a spool holds, and what is added to it until it is closed, and tells the server how the run ended. Resolves
 * with undefined once all is acknowledged. The spool's state says at any moment what is.
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
    if (options.signal.aborted) return { reason: 'it was stopped', isPassing: true }
    if (!(error instanceof RemoteError)) throw error
    return { reason: error.message, isPassing: isPassing(error), runId: error.runId }
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
    this.#heartbeatMs = options.heartbeatMs ?? usualHeartbeatMs
  }

  async run(): Promise<void> {
    const { state } = this.#spool
    let end: SpoolEnd | undefined
    for (;;) {
      this.#options.signal.throwIfAborted()
      // Asked first: what is added before the spool is closed must be found.
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

  /** The next part of the spool; the one that was being sent before is the same again. */
  async #nextBatch(): Promise<SpoolBatch | undefined> {
    const { state } = this.#spool
    const from = state.acknowledged
    if (state.batchEnd !== undefined && state.batchEnd > from) {
      const batch = nextBatch(await this.#spool.read(from, state.batchEnd - from), true)
      if (batch) return batch
    }
    let bytes = await this.#spool.read(from, readAtOnce)
    if (bytes.length === 0) return undefined
    if (bytes.length < readAtOnce && this.#spool.isOpen) {
      await sleep(gatherMs, undefined, { signal: this.#options.signal })
      bytes = await this.#spool.read(from, readAtOnce)
    }
    // A step with very many metrics is longer than what is read at once.
    for (let length = 2 * readAtOnce; bytes.length === length / 2 && !bytes.includes(10); length *= 2)
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
      // Refused: the next attempt is a first one.
      if (error instanceof RemoteError && !isPassing(error)) state.batchEnd = undefined
      await this.#save()
      throw error
    })
    state.acknowledged = end
    state.batchEnd = undefined
    state.added += counts.added
    state.equal += counts.equal
    state.differing += counts.differing
    // Written down with the next batch where one follows at once; until then the same batch would be sent again.
    this.#isUnsaved = true
  }

  async #save(): Promise<void> {
    this.#isUnsaved = false
    await this.#spool.saveState()
  }

  /** Logs the points of a part of the spool; `isRepeated` where they may have been before. */
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
      // What an attempt wrote whose answer got lost is there with the same value now.
      counts.added += logMetrics.added + (isRepeated ? logMetrics.equal : 0)
      counts.equal += isRepeated ? 0 : logMetrics.equal
      counts.differing += logMetrics.differing
    }
    return counts
  }

  /** The run, made at the first batch, or cut off at the step to resume from. */
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

  /** A sign of life where none was given for a while. What goes wrong with it, the next points tell. */
  async #heartbeat(): Promise<void> {
    const { runId } = this.#spool.state
    if (runId === undefined || performance.now() - this.#sentAt < this.#heartbeatMs) return
    this.#sentAt = performance.now()
    const mutation = 'mutation ($input: SendHeartbeatInput!) { sendHeartbeat(input: $input) { runs { id } } }'
    await this.#connection
      .ask(mutation, { input: { runIds: [runId] } }, { signal: this.#options.signal, repeatable: true })
      .catch(() => {})
  }

  async #finish(id: string, { state, reason }: SpoolEnd): Promise<void> {
    const mutation = 'mutation ($input: FinishRunInput!) { finishRun(input: $input) { run { state } } }'
    try {
      await this.#ask(mutation, { input: { id, state, reason } })
    } catch (error) {
      if (!(error instanceof RemoteError) || isPassing(error)) throw error
      // A run that was trained on the server, for example: its points are there, and its end is the server's.
      this.#options.onTrouble(error.message)
    }
  }

  #ask<T>(query: string, variables: object, onRepeat?: () => void): Promise<T> {
    const asked = { signal: this.#options.signal, repeatable: true }
    return this.#attempt(() => this.#connection.ask<T>(query, variables, asked), onRepeat)
  }

  /** Asks until there is an answer, or waiting for one is not worth while any more. */
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
        if (!(error instanceof RemoteError) || !isPassing(error)) throw error
        if (this.#troubled !== error.message) onTrouble(error.message)
        this.#troubled = error.message
        const { maybeDone = true, retryAfterMs = 0 } = error as Partial<Unreachable>
        if (maybeDone) onRepeat?.()
        const pause = Math.max(backOff(failures, longestPause), retryAfterMs)
        await this.#pause(pause, began, error)
      }
    }
  }

  /** Waits before the next attempt, which the end of the producer hastens; rejects with the error once it is given up. */
  async #pause(ms: number, began: number, error: Error): Promise<void> {
    const { signal, giveUpAt } = this.#options
    const { isOpen } = this.#spool
    for (const until = performance.now() + ms; performance.now() < until && isOpen === this.#spool.isOpen;) {
      if (performance.now() > giveUpAt(began)) throw error
      await sleep(Math.min(100, until - performance.now()), undefined, { signal })
    }
  }
}

/** True if an error may be gone at the next attempt: the server is away, or in trouble. */
function isPassing(error: RemoteError): boolean {
  if (error instanceof Unreachable) return true
  return ['INTERNAL_SERVER_ERROR', 'NOT_GRAPHQL', 'TIMEOUT'].includes(error.code ?? '')
}
