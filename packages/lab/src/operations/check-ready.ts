import { sql } from 'kysely'
import type { Lab } from '../lab.ts'

/** Nothing has this hash: only that the storage answers is of interest. */
const absent = '0'.repeat(64)

/** Why the lab cannot work just now, one reason for each thing that does not answer in time; none when it can. */
export async function checkReady(lab: Lab, milliseconds = 2_000): Promise<readonly string[]> {
  const checks = [
    ['The database', sql`select 1`.execute(lab.db)],
    ['The blob storage', lab.blobs.stat(absent)],
  ] as const
  const reasons = await Promise.all(
    checks.map(async ([what, check]) => {
      try {
        await Promise.race([check, rejectAfter(milliseconds)])
        return []
      } catch (error) {
        // Its message may name hosts and users: for the log.
        lab.log.warn({ err: error as Error }, `${what} does not answer`)
        return [`${what} does not answer.`]
      }
    }),
  )
  return reasons.flat()
}

function rejectAfter(milliseconds: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`No answer within ${milliseconds} ms`)), milliseconds).unref()
  })
}
