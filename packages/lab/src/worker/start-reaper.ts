import { sql } from 'kysely'
import { reapJobs } from '../jobs/reap-jobs.ts'
import type { Lab } from '../lab.ts'
import { reapRuns } from '../runs/reap-runs.ts'
import { defaultTimes, type WorkerTimes } from './worker-options.ts'

const recovered = new WeakSet<Lab>()

/**
 * Starts releasing the jobs of dead workers and marking silent runs as crashed. Every server and worker
 * process does this, so one surviving process suffices. Returns a function that stops it.
 */
export async function startReaper(lab: Lab, given: Partial<WorkerTimes> = {}): Promise<() => Promise<void>> {
  const { heartbeatLimit, retryDelay } = { ...defaultTimes, ...given }
  await recover(lab)
  let trustFrom = performance.now()
  // While no server ran, scripts could not be heard: they get the chance to be.
  const trustRunsFrom = trustFrom + heartbeatLimit
  let work: Promise<void> = Promise.resolve()
  const reap = async () => {
    try {
      // After a time without database, those whose sign of life could not be written first get the chance to.
      if (performance.now() < trustFrom) return void (await sql`select 1`.execute(lab.db))
      await reapJobs(lab, heartbeatLimit, retryDelay)
      if (performance.now() >= trustRunsFrom) await reapRuns(lab)
      await deleteDeadWorkers(lab)
    } catch (error) {
      trustFrom = performance.now() + heartbeatLimit
      lab.log.warn({ err: error }, 'Dead workers and scripts could not be looked for')
    }
  }
  const timer = setInterval(() => (work = work.then(reap)), heartbeatLimit / 3)
  return async () => {
    clearInterval(timer)
    await work
  }
}

/**
 * Releases the jobs that were running when an embedded database was closed: only this process uses it, so
 * their workers are dead.
 */
async function recover(lab: Lab): Promise<void> {
  if (lab.database.engine !== 'pglite' || recovered.has(lab)) return
  recovered.add(lab)
  await reapJobs(lab, 0, 0)
  await lab.db.deleteFrom('worker').execute()
}

async function deleteDeadWorkers(lab: Lab): Promise<void> {
  await lab.db
    .deleteFrom('worker')
    .where('seenAt', '<', sql<Date>`now() - interval '1 hour'`)
    .execute()
}
