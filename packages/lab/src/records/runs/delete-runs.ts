import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { endJobs, lockJobsWhere, subjectOfRuns } from '../jobs/cancel-job.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { recordRunChange } from './record-run-change.ts'
import { requireRuns } from './lock-runs.ts'
import type { TrainingRun } from './training-run.ts'

/** Deletes runs until they are restored or purged, and cancels their jobs. */
export function deleteRuns(lab: Lab, actor: Actor, ids: readonly string[]): Promise<TrainingRun[]> {
  return setDeleted(lab, actor, ids, true)
}

export function restoreRuns(lab: Lab, actor: Actor, ids: readonly string[]): Promise<TrainingRun[]> {
  return setDeleted(lab, actor, ids, false)
}

function setDeleted(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
  deleted: boolean,
): Promise<TrainingRun[]> {
  return lab.db.transaction().execute(async (db) => {
    const before = await requireRuns(db, actor, ids)
    const list = sql`${before.map(({ id }) => id)}::uuid[]`
    // Jobs first: whoever ends one locks it before its run.
    const jobs = deleted ? await lockJobsWhere(db, subjectOfRuns(lab, sql`select unnest(${list})`)) : []
    const { rows } = await sql<TrainingRun>`
      update training_run set deleted_at = ${deleted ? sql`now()` : sql`null`}, updated_at = now()
      where id = any(${list}) and (deleted_at is null) = ${deleted} returning *`.execute(db)
    await endJobs(db, lab, jobs)
    await recordRunChange(db, actor, deleted ? 'deleteRuns' : 'restoreRuns', rows)
    const changed = new Map(rows.map((run) => [run.id, run]))
    return before.map((run) => changed.get(run.id) ?? run)
  })
}
