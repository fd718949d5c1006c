import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Queries } from '../../platform/database/database.ts'
import { LabError } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { lockJob } from './cancel-job.ts'
import { requeue } from './close-job.ts'
import type { Job } from '../../platform/queue/job.ts'

const furtherAttempts = 3

/** Queues a failed or cancelled job again; a training continues from its saved state. */
export function retryJob(lab: Lab, actor: Actor, id: string): Promise<Job> {
  return lab.db.transaction().execute(async (db) => {
    const job = await lockJob(db, actor, id)
    if (job.state !== 'failed' && job.state !== 'cancelled') {
      throw new LabError(
        'CONFLICT',
        `The job ${id} is ${job.state}. Only one that failed or was cancelled can run again.`,
      )
    }
    await recordAudit(db, actor, { action: 'retryJob', projectId: job.projectId, subject: `job ${id}` })
    return requeueEnded(db, lab, job)
  })
}

/** Retries a job (see retryJob) whose row the caller has locked and found ended without a result. */
export async function requeueEnded(db: Queries, lab: Lab, job: Job): Promise<Job> {
  // Attempts go on counting, so that none is taken for another.
  await requeue(db, lab, job, { maxAttempts: job.attempt + furtherAttempts })
  return db.selectFrom('job').selectAll().where('id', '=', job.id).executeTakeFirstOrThrow()
}
