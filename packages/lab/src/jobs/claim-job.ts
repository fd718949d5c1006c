import { sql } from 'kysely'
import type { Queries } from '../database/database.ts'
import { publish } from '../events/events.ts'
import type { Lab } from '../lab.ts'
import { jobKinds } from './job-kinds.ts'
import type { Job } from './job.ts'
import { fetchFromQueue } from './queue.ts'

/** Device of a worker process, as stored in the table of workers. */
export interface Claimant {
  readonly workerId: string
  readonly host: string
  readonly device: string
}

/**
 * Claims the next job for a worker. Queue and row change together, so a crash in between leaves the job
 * queued. Returns undefined if no job waits, or if another process uses the same GPU.
 */
export function claimJob(lab: Lab, claimant: Claimant): Promise<Job | undefined> {
  return lab.db.transaction().execute(async (db) => {
    if (await isTaken(db, claimant)) return undefined
    for (;;) {
      const id = await fetchFromQueue(db, lab.queue)
      if (id === undefined) return undefined
      const job = await start(db, id, claimant)
      if (job === undefined) continue
      await publishStart(db, job)
      return job
    }
  })
}

/** Sets a waiting job to work. Undefined, and nothing is changed, if it does not wait. */
export function start(db: Queries, id: string, { workerId, device }: Claimant): Promise<Job | undefined> {
  return db
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
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .returningAll()
    .executeTakeFirst()
}

/** Tells the subject and the subscribers of a job that it has started. */
export async function publishStart(db: Queries, job: Job): Promise<void> {
  await jobKinds[job.kind]?.started(db, job)
  const { id, projectId, subjectId } = job
  await publish(db, { kind: 'job', id, projectId, subjectId })
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
