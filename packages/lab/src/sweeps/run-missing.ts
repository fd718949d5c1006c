import { sql } from 'kysely'
import { listRuns, type SweepConfig } from '@mitoscope/training'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import { publish } from '../events/events.ts'
import type { Job } from '../jobs/job.ts'
import { tryAgain } from '../jobs/retry-job.ts'
import type { Lab } from '../lab.ts'
import { addRuns } from '../training/add-runs.ts'
import { requireSweep } from './require-sweep.ts'
import type { Sweep } from './sweep.ts'

/** Completes a sweep: what failed or was cancelled is tried again, and what was deleted is trained anew. */
export function runMissing(lab: Lab, actor: Actor, id: string): Promise<Sweep> {
  return lab.db.transaction().execute(async (db) => {
    const sweep = await requireSweep(db, actor, id)
    const { projectId, modelId } = sweep
    const { rows: jobs } = await sql<Job>`
      select job.* from job join training_run run on run.id = job.subject_id
      where job.kind = 'train' and run.sweep_id = ${id} and run.deleted_at is null
        and job.state in ('failed', 'cancelled') and run.state in ('failed', 'cancelled')
      order by job.id for update of job`.execute(db)
    for (const job of jobs) await tryAgain(db, lab, job)
    // Whoever else completes the sweep waits here, and then finds the runs that are added now.
    await db.selectFrom('sweep').select('id').where('id', '=', id).forUpdate().execute()
    const present = await db
      .selectFrom('trainingRun')
      .select('name')
      .where('sweepId', '=', id)
      .where('deletedAt', 'is', null)
      .execute()
    const names = new Set(present.map(({ name }) => name))
    const config = sweep.config as unknown as SweepConfig
    const missing = listRuns(config).filter(({ name }) => !names.has(name))
    await addRuns(db, lab, actor, { projectId, modelId, sweepId: id }, config, missing)
    await recordAudit(db, actor, { action: 'runMissing', projectId, subject: `sweep ${id}` })
    await publish(db, { kind: 'sweep', id, projectId })
    return sweep
  })
}
