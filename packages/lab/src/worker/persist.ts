import { setTimeout as wait } from 'node:timers/promises'
import { isUnreachable } from '../jobs/unreachable.ts'
import type { Lab } from '../lab.ts'

const longestWait = 5_000

/**
 * Writes what a worker must not lose, again and again while the database is out of reach, until `givenUp` is aborted: then
 * once more. Rejects with the last error, and at once for errors that another try would not mend.
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
