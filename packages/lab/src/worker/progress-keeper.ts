import type { JobProgress } from '../compute/job-body.ts'
import { createPaceEstimate } from './estimate-pace.ts'

/** Forwards reports one after the other. Reports that arrive meanwhile are merged, without loss. */
export interface ProgressKeeper {
  report(progress: JobProgress): void
  /** Resolves when all reports are stored. */
  settle(): Promise<void>
}

/**
 * Creates a keeper that calls `keep` at most every `every` milliseconds, one call at a time; `fail` receives
 * its first rejection, after which nothing is stored.
 */
export function createProgressKeeper(
  every: number,
  keep: (progress: JobProgress) => Promise<void>,
  fail: (error: unknown) => void,
): ProgressKeeper {
  const estimate = createPaceEstimate()
  let keptAt = -Infinity
  let waiting: JobProgress | undefined
  let timer: NodeJS.Timeout | undefined
  let work: Promise<void> | undefined
  let broken = false

  const pass = async () => {
    clearTimeout(timer)
    timer = undefined
    const progress = waiting
    waiting = undefined
    if (progress === undefined || broken) return
    try {
      await keep(progress)
    } catch (error) {
      broken = true
      fail(error)
    }
    keptAt = performance.now()
  }
  const plan = () => {
    if (waiting === undefined || timer !== undefined || work !== undefined) return
    const begin = () => {
      work = pass().then(() => {
        work = undefined
        plan()
      })
    }
    timer = setTimeout(begin, Math.max(0, keptAt + every - performance.now()))
  }
  return {
    report(given) {
      const progress = { ...given, secondsLeft: given.secondsLeft ?? estimate(given) }
      waiting = waiting ? merge(waiting, progress) : progress
      plan()
    },
    async settle() {
      await work
      await pass()
    },
  }
}

/** Merges two reports: the later progress, and all data of both. */
function merge(before: JobProgress, after: JobProgress): JobProgress {
  const log = [before.log, after.log].filter((line) => line !== undefined).join('\n')
  return {
    ...after,
    metrics: [...(before.metrics ?? []), ...(after.metrics ?? [])],
    checkpoints: [...(before.checkpoints ?? []), ...(after.checkpoints ?? [])],
    summaries: [...(before.summaries ?? []), ...(after.summaries ?? [])],
    state: after.state ?? before.state,
    ...(log !== '' && { log }),
  }
}
