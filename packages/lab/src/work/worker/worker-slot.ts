import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { claimCompanions, claimJob, type Claimant, type ClaimedJob } from '../attempts/claim-job.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { ComputeProcess } from './fork-compute.ts'
import { recordBackend } from './register-worker.ts'
import { runAttempt, type Attempt } from './run-attempt.ts'
import type { WorkerTimes } from './worker-options.ts'

/** Device of a worker, which computes one job at a time, or several trainings together. */
export interface WorkerSlot {
  /** Returns the process id of its compute process; undefined if there is none. */
  pid(): number | undefined
  /** Releases the running jobs and ends the compute process. */
  stop(): Promise<void>
}

/**
 * Starts claiming jobs for a device. `together` lets it train several runs at once where they gain by it. `fork` starts
 * the device's compute process, now or when the last one has exited.
 */
export function startSlot(
  lab: Lab,
  claimant: Claimant,
  times: WorkerTimes,
  together: boolean,
  fork: () => ComputeProcess,
): WorkerSlot {
  const log = lab.log.child({ worker: claimant.workerId, device: claimant.device })
  const stopping = new AbortController()
  const givenUp = new AbortController()
  let compute: ComputeProcess | undefined
  let attempts: readonly Attempt[] = []
  let idle: NodeJS.Timeout | undefined
  let wake = () => {}
  let woken = false

  const waitFor = (milliseconds: number) => {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(() => wake(), woken || stopping.signal.aborted ? 0 : milliseconds)
      wake = () => {
        clearTimeout(timer)
        wake = () => {}
        resolve()
      }
    })
  }
  const unsubscribe = lab.events.subscribe(
    ({ wants }) => {
      if (wants !== 'worker') return
      woken = true
      wake()
    },
    () => wake(),
  )
  const ensureCompute = (): ComputeProcess => {
    if (compute?.alive()) return compute
    const fresh = fork()
    compute = fresh
    fresh.opened
      .then(
        (opened) => recordBackend(lab, claimant.workerId, opened),
        () => {},
      )
      .catch((error) => log.warn({ err: error }, 'The backend could not be recorded'))
    return fresh
  }
  const endCompute = async () => {
    const old = compute
    compute = undefined
    if (!old?.alive()) return
    old.kill()
    await old.exited
  }
  const claimNext = async (): Promise<ClaimedJob | undefined> => {
    woken = false
    try {
      return await claimJob(lab, claimant)
    } catch (error) {
      log.warn({ err: error }, 'No job could be claimed')
      await waitFor(times.pollEvery)
      return undefined
    }
  }
  const findCompanions = async (job: ClaimedJob): Promise<readonly ClaimedJob[]> => {
    if (!together) return []
    try {
      return await claimCompanions(lab, job, claimant)
    } catch (error) {
      log.warn({ err: error }, 'A training goes without those that could be trained with it')
      return []
    }
  }
  const work = async () => {
    while (!stopping.signal.aborted) {
      const job = await claimNext()
      if (job === undefined) {
        await waitFor(times.pollEvery)
        continue
      }
      clearTimeout(idle)
      const jobs = [job, ...(await findCompanions(job))]
      const group = jobs.length > 1 ? { id: randomUUID(), size: jobs.length } : undefined
      const process = ensureCompute()
      attempts = jobs.map((each) => runAttempt(lab, each, process, times, givenUp.signal, group))
      if (stopping.signal.aborted) for (const attempt of attempts) attempt.stop('released')
      const reusable = await Promise.all(attempts.map((attempt) => attempt.done))
      attempts = []
      if (reusable.includes(false)) await endCompute()
      idle = setTimeout(() => void endCompute(), times.idleLimit)
      idle.unref()
    }
  }
  const done = work()
  return {
    pid: () => (compute?.alive() ? compute.pid : undefined),
    async stop() {
      stopping.abort()
      unsubscribe()
      wake()
      for (const attempt of attempts) attempt.stop('released')
      const limit = setTimeout(() => givenUp.abort(), times.stopLimit)
      // A database that does not answer must not keep a worker that was told to stop.
      const late = new AbortController()
      await Promise.race([done, sleep(times.stopLimit + times.grace, undefined, late)])
      late.abort()
      clearTimeout(limit)
      clearTimeout(idle)
      await endCompute()
    },
  }
}
