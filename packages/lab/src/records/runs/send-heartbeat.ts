import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Queries } from '../../platform/database/database.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { recordRunChange } from './record-run-change.ts'
import { lockRuns, requireLogged } from './lock-runs.ts'
import type { TrainingRun } from './training-run.ts'

/**
 * Records a heartbeat of logged runs; crashed ones become 'logged' again. Only that change enters the audit
 * trail, since heartbeats come many times an hour.
 */
export function sendHeartbeat(lab: Lab, actor: Actor, runIds: readonly string[]): Promise<TrainingRun[]> {
  return lab.db.transaction().execute(async (db) => {
    const locked = await lockRuns(db, actor, [...new Set(runIds)])
    for (const run of locked) requireLogged(run)
    await recordRunChange(db, actor, 'sendHeartbeat', await recordRunHeartbeats(db, locked))
    if (locked.length === 0) return []
    const ids = locked.map(({ id }) => id)
    const runs = await db.selectFrom('trainingRun').selectAll().where('id', 'in', ids).execute()
    return runIds.map((wanted) => runs.find(({ id }) => id === wanted)!)
  })
}

/**
 * Records a heartbeat of the logged ones among locked runs, and sets crashed ones back to 'logged'. Returns
 * the runs that came back, in their new state.
 */
export async function recordRunHeartbeats(
  db: Queries,
  locked: readonly TrainingRun[],
): Promise<TrainingRun[]> {
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
