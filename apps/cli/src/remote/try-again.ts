import { setTimeout as sleep } from 'node:timers/promises'
import { backOff } from './back-off.ts'
import { Unreachable } from './unreachable.ts'

export interface Patience {
  /** Milliseconds after the first failure until no attempt is made any more. */
  readonly totalMs: number
  /** True if repeating is harmless; else only what never reached the server is tried again. */
  readonly repeatable: boolean
  readonly signal?: AbortSignal
}

/**
 * Does work that asks a server, again after pauses that grow where it rejects with Unreachable; each pause is announced
 * on standard error. Rejects with the last Unreachable once the time is over, and with any other error at once.
 */
export async function tryAgain<T>(
  work: () => Promise<T>,
  { totalMs, repeatable, signal }: Patience,
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
