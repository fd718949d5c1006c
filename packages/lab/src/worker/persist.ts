import { setTimeout as wait } from 'node:timers/promises'
import { isUnreachable } from '../jobs/unreachable.ts'
import type { Lab } from '../lab.ts'

const longestWait = 5_000

/**
 * Writes data that a worker must not lose. Retries while the database is unreachable, until `givenUp` is
 * aborted, and then once more. Rejects with the last error, and at once for errors that a retry would not
 * fix.
 */
export async function persist<T>(lab: Lab, givenUp: AbortSignal, write: () => Promise<T>): Promise<T> {
  for (let pause = 100; ; pause = Math.min(longestWait, 2 * pause)) {
    try {
      return await write()
    } catch (error) {
      if (!isUnreachable(error) || givenUp.aborted) throw error
      lab.log.warn({ err: error }, 'The database cannot be reached; trying again')
      await wait(pause, undefined, { signal: givenUp }).catch(() => {})
    }
  }
}
