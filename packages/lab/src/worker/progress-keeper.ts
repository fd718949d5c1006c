import type { JobProgress } from '../compute/job-body.ts'
import { createPaceEstimate } from './estimate-pace.ts'

/** Passes reports on, one after the other. What is reported meanwhile goes together, and nothing of it is left out. */
export interface ProgressKeeper {
  report(progress: JobProgress): void
  /** Resolves when everything reported is kept. */
  settle(): Promise<void>
}

/**
 * `keep` is called at most every `every` milliseconds, and not while it is at work; `fail` hears of its first rejection,
 * after which nothing is kept.
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

/** Two reports in one: the later word on how far it is, and all that is to be kept of both. */
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
