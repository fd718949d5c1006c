import { sql } from 'kysely'
import type { Lab } from '../lab.ts'

const everyMs = 60_000
const pruned = new WeakMap<Lab['database'], number>()

/**
 * Deletes the records of batches older than an hour, at most once a minute. Their points stay; a later replay
 * still finds its steps taken.
 */
export async function pruneBatches(lab: Lab): Promise<void> {
  const now = Date.now()
  const last = pruned.get(lab.database)
  pruned.set(lab.database, last === undefined || now - last >= everyMs ? now : last)
  if (last === undefined || now - last < everyMs) return
  try {
    await sql`delete from metric_batch where created_at < now() - interval '1 hour'`.execute(lab.db)
  } catch (error) {
    lab.log.warn({ err: error }, 'Old metric batches could not be removed; the next minute tries again')
  }
}
