import type { Queries } from '../../platform/database/database.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { defaultRetryDelay, endAttempt, lockRunning, timeLimitCode, workerLost } from './end-attempt.ts'
import type { Job } from '../../platform/queue/job.ts'
import { findLost, queueName } from '../../platform/queue/queue.ts'

/**
 * Lets the queue take jobs from workers without heartbeats and from attempts beyond their time limit, and ends those
 * attempts, so that the jobs run again elsewhere. Returns their number.
 */
export async function reapJobs(lab: Lab, retryDelay: number): Promise<number> {
  await lab.queue.boss.supervise(queueName)
  return endLost(lab, retryDelay)
}

/** Takes all running jobs from their workers, which are dead. Returns their number. */
export async function reapAllJobs(lab: Lab): Promise<number> {
  const running = await lab.db.selectFrom('job').select('id').where('state', '=', 'running').execute()
  const ids = running.map(({ id }) => id)
  if (ids.length > 0) await lab.queue.boss.fail(queueName, ids)
  return endLost(lab, 0)
}

/** Ends the attempts that no longer own their jobs, each once, whoever else does so at the same time. */
async function endLost(lab: Lab, retryDelay: number): Promise<number> {
  let ended = 0
  for (const id of await findLost(lab.db)) {
    try {
      await lab.db.transaction().execute(async (db) => {
        const job = await lockRunning(db, id)
        // Another process may have ended it, and a worker may have claimed it anew.
        if (job === undefined || (await findLost(db, id)).length === 0) return
        await loseAttempt(db, lab, job, retryDelay)
        ended++
      })
    } catch (error) {
      // The others are taken care of all the same.
      lab.log.error({ err: error, job: id }, 'A job could not be taken from a lost worker')
    }
  }
  return ended
}

/** Ends the attempt at a running job, whose row the caller has locked, that the queue has taken from its worker. */
export function loseAttempt(db: Queries, lab: Lab, job: Job, retryDelay = defaultRetryDelay): Promise<void> {
  const { device, startedAt, timeLimit } = job
  const overdue = startedAt !== null && Date.now() - startedAt.getTime() >= timeLimit * 1_000
  const failure = overdue
    ? { code: timeLimitCode, message: `The attempt took longer than its limit of ${timeLimit} s` }
    : { code: workerLost, message: `The worker on ${device} gave no sign of life any more` }
  return endAttempt(db, lab, job, { ...failure, final: false }, retryDelay)
}
