import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds between two questions; what is shown on a terminal changes about that often. */
const pause = 1_000

/** Asks again and again until the answer is there; `ask` answers undefined as long as it is not. */
export async function follow<T>(ask: () => Promise<T | undefined>, signal: AbortSignal): Promise<T> {
  for (;;) {
    signal.throwIfAborted()
    const answer = await ask()
    if (answer !== undefined) return answer
    await sleep(pause, undefined, { signal }).catch(() => {})
  }
}
