import { setTimeout as wait } from 'node:timers/promises'
import { isUnreachable } from '../jobs/unreachable.ts'
import type { Lab } from '../lab.ts'

const longestWait = 5_000

/** Does what a worker must not lose, again and again while the database is out of reach. Rejects for other reasons. */
export async function persist<T>(lab: Lab, signal: AbortSignal, write: () => Promise<T>): Promise<T> {
  for (let pause = 100; ; pause = Math.min(longestWait, 2 * pause)) {
    try {
      return await write()
    } catch (error) {
      if (!isUnreachable(error) || signal.aborted) throw error
      lab.log.warn({ err: error }, 'The database cannot be reached; trying again')
      await wait(pause)
    }
  }
}
