import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Queries } from '../database/database.ts'
import { publish } from '../events/events.ts'
import { requestEnd } from '../jobs/cancel-job.ts'
import type { Job } from '../jobs/job.ts'
import type { Lab } from '../lab.ts'
import { lockSweep } from './lock-sweep.ts'
import type { Sweep } from './sweep.ts'

/** Cancels every job of a sweep that waits or runs: trainings, and what is computed of its runs. */
export function cancelSweep(lab: Lab, actor: Actor, id: string): Promise<Sweep> {
  return lab.db.transaction().execute(async (db) => {
    const sweep = await lockSweep(db, actor, id)
    await endJobs(db, lab, id)
    const { projectId } = sweep
    await recordAudit(db, actor, { action: 'cancelSweep', projectId, subject: `sweep ${id}` })
    await publish(db, { kind: 'sweep', id, projectId })
    return sweep
  })
}

/** In the order of their ids, as everyone who locks several jobs does. */
export async function endJobs(db: Queries, lab: Lab, sweepId: string): Promise<void> {
  const { rows } = await sql<Job>`
    select * from job where state in ('queued', 'running') and subject_id in (
      select ${sweepId}::uuid
      union all select id from training_run where sweep_id = ${sweepId}
      union all select analysis.id from analysis join training_run run on run.id = analysis.run_id
        where run.sweep_id = ${sweepId})
    order by id for update`.execute(db)
  for (const job of rows) await requestEnd(db, lab, job)
}
