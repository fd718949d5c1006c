import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds between two requests. */
const pollIntervalMs = 1_000

/** Calls `ask` until it resolves with a value other than undefined, and returns that value. */
export async function follow<T>(ask: () => Promise<T | undefined>, signal: AbortSignal): Promise<T> {
  for (;;) {
    signal.throwIfAborted()
    const answer = await ask()
    if (answer !== undefined) return answer
    await sleep(pollIntervalMs, undefined, { signal }).catch(() => {})
  }
}
