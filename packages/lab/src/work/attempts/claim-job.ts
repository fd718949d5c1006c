import { sql } from 'kysely'
import { countTogether } from '@mitoscope/training'
import type { Queries } from '../../platform/database/database.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { sweepOf, trainedSettings } from '../../records/training/run-settings.ts'
import type { Job } from '../../platform/queue/job.ts'
import { claimEntries, queueName, type JobClaim } from '../../platform/queue/queue.ts'
import { loseAttempt } from './reap-jobs.ts'

/** Device of a worker process, as stored in the table of workers. */
export interface Claimant {
  readonly workerId: string
  readonly host: string
  readonly device: string
}

/** Job with the claim of the attempt that has just begun. */
export type ClaimedJob = Job & JobClaim

/** Failed attempts after which a training is tried by itself: the others may have been the cause. */
const maxFailures = 1

/**
 * Claims the next job for a worker. Queue and row change together, so a crash in between leaves the job
 * queued. Returns undefined if no job waits, or if another process uses the same GPU.
 */
export function claimJob(lab: Lab, claimant: Claimant): Promise<ClaimedJob | undefined> {
  return lab.db.transaction().execute(async (db) => {
    if (await isTaken(db, claimant)) return undefined
    const options = { db: lab.queue.within(db) }
    for (;;) {
      const [claim] = await lab.queue.boss.fetch(queueName, options)
      if (claim === undefined) return undefined
      const row = db.selectFrom('job').selectAll().where('id', '=', claim.id)
      const job = await row.forUpdate().executeTakeFirst()
      if (job?.state === 'queued') return start(lab, db, claim, claimant)
      // The queue has taken it from its worker, which nobody has written down yet.
      if (job?.state === 'running') await loseAttempt(db, lab, job)
      else await lab.queue.boss.deleteJob(queueName, claim.id, options)
    }
  })
}

/**
 * Claims the waiting trainings of the same sweep and width that are computed together with a training that was claimed,
 * as many as fit on the device.
 */
export async function claimCompanions(
  lab: Lab,
  job: ClaimedJob,
  claimant: Claimant,
): Promise<readonly ClaimedJob[]> {
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
    const limit = countTogether(sweepOf(trainedSettings(run.config)), width)
    const { rows } = await sql<{ id: string }>`
      select job.id from job join training_run run on run.id = job.subject_id
      where job.kind = 'train' and job.state = 'queued' and job.attempt - job.uncounted_attempts <= ${maxFailures}
        and run.sweep_id = ${sweepId} and run.width = ${width} and run.deleted_at is null
      order by job.priority desc, job.created_at, job.id limit ${limit - 1}
      for update of job skip locked`.execute(db)
    const claimed: ClaimedJob[] = []
    const ids = rows.map(({ id }) => id)
    for (const claim of await claimEntries(db, ids)) claimed.push(await start(lab, db, claim, claimant))
    return claimed
  })
}

/** Sets a claimed job to work, whose row the caller has locked, and tells its subject and the subscribers. */
async function start(
  lab: Lab,
  db: Queries,
  claim: JobClaim,
  { workerId, device }: Claimant,
): Promise<ClaimedJob> {
  const job = await db
    .updateTable('job')
    .set({
      state: 'running',
      workerId,
      device,
      attempt: sql`attempt + 1`,
      phase: null,
      // What continues from a saved state does not begin again.
      progress: sql`case when state_blob is null then 0 else progress end`,
      secondsLeft: null,
      failure: null,
      heartbeatAt: sql`now()`,
      startedAt: sql`now()`,
      updatedAt: sql`now()`,
    })
    .where('id', '=', claim.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await lab.kinds[job.kind]?.started(db, job)
  const { id, projectId, subjectId } = job
  await publish(db, { kind: 'job', id, projectId, subjectId })
  return { ...job, retryCount: claim.retryCount }
}

/**
 * Returns true if another process uses the GPU: processes on one machine take turns. A processor's cores are
 * shared anyway.
 */
async function isTaken(db: Queries, { workerId, host, device }: Claimant): Promise<boolean> {
  if (!device.startsWith('gpu')) return false
  await sql`select pg_advisory_xact_lock(hashtext(${`${host} ${device}`}))`.execute(db)
  const other = await db
    .selectFrom('job')
    .innerJoin('worker', 'worker.id', 'job.workerId')
    .select('job.id')
    .where('job.state', '=', 'running')
    .where('worker.host', '=', host)
    .where('worker.device', '=', device)
    .where('worker.id', '<>', workerId)
    .executeTakeFirst()
  return other !== undefined
}

/** Seconds that a job must wait before it displaces another: most find a free device at once. */
const minWaitSeconds = 2

/**
 * Returns true if a job requested by a user waits while this one, requested by a sweep, runs. Only jobs
 * without a previous attempt count: a retry may still be delayed, and could not be claimed.
 */
export async function isOutranked(lab: Lab, { priority }: Pick<Job, 'priority'>): Promise<boolean> {
  if (priority >= 0) return false
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from job where state = 'queued' and priority >= 0 and attempt = 0
      and created_at < now() - ${minWaitSeconds} * interval '1 second') as waits`.execute(lab.db)
  return rows[0].waits
}
