import { sql } from 'kysely'
import type { Queries } from '../database/database.ts'
import type { TrainingRun } from './training-run.ts'

/**
 * Records a heartbeat of the logged ones among locked runs, and sets crashed ones back to 'logged'. Returns
 * the runs that came back, in their new state.
 */
export async function noteHeartbeat(db: Queries, locked: readonly TrainingRun[]): Promise<TrainingRun[]> {
  const ids = locked.filter(({ logged }) => logged).map(({ id }) => id)
  const crashed = locked.filter(({ state }) => state === 'crashed').map(({ id }) => id)
  // A script that logs many times a second writes its row once.
  await sql`
    update training_run set heartbeat_at = now()
    where id = any(${ids}::uuid[]) and (heartbeat_at is null or heartbeat_at < now() - interval '1 second')`.execute(
    db,
  )
  if (crashed.length === 0) return []
  const { rows } = await sql<TrainingRun>`
    update training_run set
      state = 'logged', failure = null, finished_at = null, heartbeat_at = now(), updated_at = now()
    where id = any(${crashed}::uuid[]) returning *`.execute(db)
  return rows
}
