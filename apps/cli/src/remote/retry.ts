import { setTimeout as sleep } from 'node:timers/promises'
import { backOff } from './back-off.ts'
import { Unreachable } from './unreachable.ts'

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
