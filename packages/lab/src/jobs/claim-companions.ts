import { sql } from 'kysely'
import { countTogether } from '@mitoscope/training'
import type { Lab } from '../lab.ts'
import { sweepOf, type RunSettings } from '../training/run-settings.ts'
import { publishStart, start, type Claimant } from './claim-job.ts'
import type { Job } from './job.ts'

/** Failed attempts after which a training is tried by itself: the others may have been the cause. */
const maxFailures = 1

/**
 * Claims the waiting trainings of the same sweep and width that are computed together with a training that was claimed,
 * as many as fit on the device. Their entries stay in the queue, where they say nothing of jobs that are at work.
 */
export async function claimCompanions(lab: Lab, job: Job, claimant: Claimant): Promise<Job[]> {
  // The attempt that has just begun has not failed.
  if (job.kind !== 'train' || job.attempt - 1 - job.uncountedAttempts > maxFailures) return []
  return lab.db.transaction().execute(async (db) => {
    const run = await db
      .selectFrom('trainingRun')
      .select(['sweepId', 'width', 'config'])
      .where('id', '=', job.subjectId)
      .executeTakeFirst()
    if (!run || run.sweepId === null) return []
    const { sweepId, width } = run
    const limit = countTogether(sweepOf(run.config as unknown as RunSettings), width)
    const { rows } = await sql<{ id: string }>`
      select job.id from job join training_run run on run.id = job.subject_id
      where job.kind = 'train' and job.state = 'queued' and job.attempt - job.uncounted_attempts <= ${maxFailures}
        and run.sweep_id = ${sweepId} and run.width = ${width} and run.deleted_at is null
      order by job.priority desc, job.created_at, job.id limit ${limit - 1}
      for update of job skip locked`.execute(db)
    const claimed: Job[] = []
    for (const { id } of rows) {
      const companion = await start(db, id, claimant)
      if (!companion) continue
      await publishStart(db, companion)
      claimed.push(companion)
    }
    return claimed
  })
}
