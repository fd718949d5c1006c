import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Queries } from '../../platform/database/database.ts'
import { publish } from '../../platform/events/events.ts'
import { endJobs, lockJobsWhere, subjectOfRuns } from '../jobs/cancel-job.ts'
import type { Job } from '../../platform/queue/job.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { requireSweep } from './require-sweep.ts'
import type { Sweep } from './sweep.ts'

/**
 * Cancels every queued or running job of a sweep: trainings, and analyses of its runs. A requested report is
 * then made of the finished runs.
 */
export function cancelSweep(lab: Lab, actor: Actor, id: string): Promise<Sweep> {
  return lab.db.transaction().execute(async (db) => {
    const sweep = await requireSweep(db, actor, id)
    await endJobs(db, lab, await lockJobsOf(db, lab, id))
    const { projectId } = sweep
    await recordAudit(db, actor, { action: 'cancelSweep', projectId, subject: `sweep ${id}` })
    await publish(db, { kind: 'sweep', id, projectId })
    return sweep
  })
}

/** Locks the queued and running jobs of a sweep. */
export function lockJobsOf(db: Queries, lab: Lab, sweepId: string): Promise<readonly Job[]> {
  const runs = sql`select id from training_run where sweep_id = ${sweepId}::uuid`
  return lockJobsWhere(db, sql`(subject_id = ${sweepId}::uuid or ${subjectOfRuns(lab, runs)})`)
}
