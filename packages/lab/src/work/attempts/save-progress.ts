import { sql } from 'kysely'
import type { JobProgress } from '../../platform/queue/job-kind.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { withClaim } from './end-attempt.ts'
import { logJob } from '../../records/jobs/job-log.ts'
import type { JobClaim } from '../../platform/queue/queue.ts'
import { replaceState } from '../../records/jobs/replace-state.ts'

/** Stores the report of an attempt. Returns false, and stores nothing, if the attempt has lost the job. */
export async function saveProgress(lab: Lab, claim: JobClaim, progress: JobProgress): Promise<boolean> {
  const forget = await withClaim(lab, claim, async (db, job) => {
    const { phase, fraction, secondsLeft = null, state, log, metrics, checkpoints, summaries } = progress
    await db
      .updateTable('job')
      .set({ phase, progress: fraction, secondsLeft, heartbeatAt: sql`now()`, updatedAt: sql`now()` })
      .where('id', '=', job.id)
      .execute()
    if (log !== undefined) await logJob(db, job.id, log)
    if (metrics?.length || checkpoints?.length || summaries?.length)
      await lab.kinds[job.kind]?.progress?.(db, lab, job, progress)
    const { id, projectId, subjectId } = job
    await publish(db, { kind: 'job', id, projectId, subjectId })
    return state === undefined ? async () => {} : replaceState(db, lab, job, state)
  })
  await forget?.()
  return forget !== undefined
}
