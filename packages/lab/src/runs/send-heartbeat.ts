import type { Actor } from '../access/actor.ts'
import type { Lab } from '../lab.ts'
import { announceRuns } from './announce-runs.ts'
import { lockRuns } from './lock-runs.ts'
import { noteHeartbeat } from './note-heartbeat.ts'
import { requireLogged } from './require-logged.ts'
import type { TrainingRun } from './training-run.ts'

/**
 * Records a heartbeat of logged runs; crashed ones become 'logged' again. Only that change enters the audit
 * trail, since heartbeats come many times an hour.
 */
export function sendHeartbeat(lab: Lab, actor: Actor, runIds: readonly string[]): Promise<TrainingRun[]> {
  return lab.db.transaction().execute(async (db) => {
    const locked = await lockRuns(db, actor, [...new Set(runIds)])
    for (const run of locked) requireLogged(run)
    await announceRuns(db, actor, 'sendHeartbeat', await noteHeartbeat(db, locked))
    if (locked.length === 0) return []
    const ids = locked.map(({ id }) => id)
    const runs = await db.selectFrom('trainingRun').selectAll().where('id', 'in', ids).execute()
    return runIds.map((wanted) => runs.find(({ id }) => id === wanted)!)
  })
}
