import { sql } from 'kysely'
import type { JobProgress } from '../compute/job-body.ts'
import { publish } from '../events/events.ts'
import type { Lab } from '../lab.ts'
import { lockClaim, type JobClaim } from './job-claim.ts'
import { jobKinds } from './job-kinds.ts'
import { logJob } from './job-log.ts'
import { replaceState } from './replace-state.ts'

/** Stores the report of an attempt. Returns false, and stores nothing, if the attempt has lost the job. */
export async function saveProgress(lab: Lab, claim: JobClaim, progress: JobProgress): Promise<boolean> {
  const saved = await lab.db.transaction().execute(async (db) => {
    const job = await lockClaim(db, claim)
    if (job === undefined) return undefined
    const { phase, fraction, secondsLeft = null, state, log, metrics, checkpoints, summaries } = progress
    await db
      .updateTable('job')
      .set({ phase, progress: fraction, secondsLeft, heartbeatAt: sql`now()`, updatedAt: sql`now()` })
      .where('id', '=', job.id)
      .execute()
    if (log !== undefined) await logJob(db, job.id, log)
    if (metrics?.length || checkpoints?.length || summaries?.length)
      await jobKinds[job.kind]?.progress?.(db, lab, job, progress)
    const forget = state === undefined ? undefined : await replaceState(db, lab, job, state)
    const { id, projectId, subjectId } = job
    await publish(db, { kind: 'job', id, projectId, subjectId })
    return { forget }
  })
  await saved?.forget?.()
  return saved !== undefined
}
