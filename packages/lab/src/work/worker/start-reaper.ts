import { sql } from 'kysely'
import { reapAllJobs, reapJobs } from '../attempts/reap-jobs.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { reapRuns } from '../../records/runs/reap-runs.ts'
import { defaultTimes, type WorkerTimes } from './worker-options.ts'

const recovered = new WeakSet<Lab>()

/**
 * Starts releasing the jobs of lost workers and marking silent runs as crashed. Every server and worker
 * process does this, so one surviving process suffices. Returns a function that stops it.
 */
export async function startReaper(lab: Lab, given: Partial<WorkerTimes> = {}): Promise<() => Promise<void>> {
  const { reapEvery, retryDelay } = { ...defaultTimes, ...given }
  await recover(lab)
  // Workers and scripts that could not send heartbeats while no server ran, or no database, get the chance to.
  const patience = 3 * reapEvery
  let trustFrom = performance.now()
  const trustRunsFrom = trustFrom + patience
  let work: Promise<void> = Promise.resolve()
  const reap = async () => {
    try {
      if (performance.now() < trustFrom) return void (await sql`select 1`.execute(lab.db))
      await reapJobs(lab, retryDelay)
      if (performance.now() >= trustRunsFrom) await reapRuns(lab)
      await deleteLostWorkers(lab)
    } catch (error) {
      trustFrom = performance.now() + patience
      lab.log.warn({ err: error }, 'Lost workers and scripts could not be looked for')
    }
  }
  const timer = setInterval(() => (work = work.then(reap)), reapEvery)
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
  await reapAllJobs(lab)
  await lab.db.deleteFrom('worker').execute()
}

async function deleteLostWorkers(lab: Lab): Promise<void> {
  await lab.db
    .deleteFrom('worker')
    .where('seenAt', '<', sql<Date>`now() - interval '1 hour'`)
    .execute()
}
