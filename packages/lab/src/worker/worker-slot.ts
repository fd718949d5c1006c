import { claimJob, type Claimant } from '../jobs/claim-job.ts'
import type { Job } from '../jobs/job.ts'
import type { Lab } from '../lab.ts'
import type { ComputeProcess } from './fork-compute.ts'
import { recordBackend } from './register-worker.ts'
import { runAttempt, type Attempt } from './run-attempt.ts'
import type { WorkerTimes } from './worker-options.ts'

/** Device of a worker, which computes one job at a time. */
export interface WorkerSlot {
  /** Returns the process id of its compute process; undefined if there is none. */
  pid(): number | undefined
  /** Releases the running job and ends the compute process. */
  stop(): Promise<void>
}

/**
 * Starts claiming jobs for a device. `fork` starts the device's compute process, now or when the last one has
 * exited.
 */
export function startSlot(
  lab: Lab,
  claimant: Claimant,
  times: WorkerTimes,
  fork: () => ComputeProcess,
): WorkerSlot {
  const log = lab.log.child({ worker: claimant.workerId, device: claimant.device })
  const stopping = new AbortController()
  const givenUp = new AbortController()
  let compute: ComputeProcess | undefined
  let attempt: Attempt | undefined
  let idle: NodeJS.Timeout | undefined
  let wake = () => {}
  let woken = false

  const rest = (milliseconds: number) => {
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
  const findCompute = (): ComputeProcess => {
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
    await old.ended
  }
  const compete = async (): Promise<Job | undefined> => {
    woken = false
    try {
      return await claimJob(lab, claimant)
    } catch (error) {
      log.warn({ err: error }, 'No job could be claimed')
      await rest(times.pollEvery)
      return undefined
    }
  }
  const work = async () => {
    while (!stopping.signal.aborted) {
      const job = await compete()
      if (job === undefined) {
        await rest(times.pollEvery)
        continue
      }
      clearTimeout(idle)
      attempt = runAttempt(lab, job, findCompute(), times, givenUp.signal)
      if (stopping.signal.aborted) attempt.stop('handed back')
      const reusable = await attempt.done
      attempt = undefined
      if (!reusable) await endCompute()
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
      attempt?.stop('handed back')
      const limit = setTimeout(() => givenUp.abort(), times.stopLimit)
      await done
      clearTimeout(limit)
      clearTimeout(idle)
      await endCompute()
    },
  }
}
