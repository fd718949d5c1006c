import { setTimeout as sleep } from 'node:timers/promises'
import { exitCodes } from '../terminal/exit-codes.ts'
import { RemoteError } from './server-address.ts'

export interface RetryOptions {
  /** Milliseconds after the first failure during which attempts are made. */
  readonly totalMs: number
  /** True if repeating is harmless; else only requests that never reached the server are repeated. */
  readonly repeatable: boolean
  readonly signal?: AbortSignal
}

/**
 * Calls `work` until it does not reject with Unreachable, with growing pauses, each announced on standard error.
 * Rejects with the last Unreachable after `totalMs`, and with any other error at once.
 */
export async function retry<T>(
  work: () => Promise<T>,
  { totalMs, repeatable, signal }: RetryOptions,
): Promise<T> {
  let until: number | undefined
  for (let failures = 0; ; failures++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Unreachable) || (error.maybeDone && !repeatable)) throw error
      const now = performance.now()
      until ??= now + totalMs
      const pause = Math.max(backOff(failures), error.retryAfterMs ?? 0)
      if (now + pause > until) throw error
      const seconds = Math.max(1, Math.round(pause / 1_000))
      process.stderr.write(`${error.message.split('\n')[0]} Trying again in ${seconds} s.\n`)
      await sleep(pause, undefined, { signal }).catch(() => signal?.throwIfAborted())
    }
  }
}

/**
 * Returns the milliseconds to wait after `failures` failed attempts: about half a second, doubled each time up to
 * `maxPauseMs`. A random part of up to a half keeps clients that failed together from retrying together.
 */
export function backOff(failures: number, maxPauseMs = 30_000): number {
  const whole = Math.min(maxPauseMs, 500 * 2 ** Math.min(failures, 30))
  return whole * (0.5 + Math.random() / 2)
}

/** Returns all pauses of backOff that fit into `totalMs`. */
export function pausesWithin(totalMs: number): number[] {
  const pauses: number[] = []
  for (let sum = 0; ;) {
    const pause = backOff(pauses.length)
    sum += pause
    if (sum > totalMs) return pauses
    pauses.push(pause)
  }
}

const defaultSeconds = 30

/**
 * Returns the milliseconds for which a command repeats a request to an unreachable server: MITOSCOPE_RETRY_FOR seconds,
 * or 30 s. Throws RemoteError if the variable is not a number of seconds.
 */
export function parseRetryMs(): number {
  const given = process.env.MITOSCOPE_RETRY_FOR
  if (given === undefined || given.trim() === '') return defaultSeconds * 1_000
  const seconds = Number(given)
  if (seconds >= 0 && Number.isFinite(seconds)) return seconds * 1_000
  throw new RemoteError(`MITOSCOPE_RETRY_FOR must be a number of seconds from 0; got ${given}.`)
}

/** The server does not answer, is busy, or is behind a proxy that reports so. The same request may succeed later. */
export class Unreachable extends RemoteError {
  /** True if the request may have been carried out. */
  readonly maybeDone: boolean
  /** Milliseconds after which the server asks for a repeat; undefined if it does not say. */
  readonly retryAfterMs?: number

  constructor(message: string, { maybeDone, retryAfterMs }: { maybeDone: boolean; retryAfterMs?: number }) {
    super(message, exitCodes.unreachable)
    this.maybeDone = maybeDone
    this.retryAfterMs = retryAfterMs
  }
}
