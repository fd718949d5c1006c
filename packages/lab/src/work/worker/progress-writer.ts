import type { JobProgress } from '../../platform/queue/job-kind.ts'
import { createPaceEstimate } from './estimate-pace.ts'

/** Forwards reports one after the other. Reports that arrive meanwhile are merged, without loss. */
export interface ProgressWriter {
  report(progress: JobProgress): void
  /** Resolves when all reports are stored. */
  settle(): Promise<void>
}

/**
 * Creates a writer that calls `save` at most every `intervalMs` milliseconds, one call at a time; `fail`
 * receives its first rejection, after which nothing is stored.
 */
export function createProgressWriter(
  intervalMs: number,
  save: (progress: JobProgress) => Promise<void>,
  fail: (error: unknown) => void,
): ProgressWriter {
  const estimate = createPaceEstimate()
  let savedAt = -Infinity
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
      await save(progress)
    } catch (error) {
      broken = true
      fail(error)
    }
    savedAt = performance.now()
  }
  const plan = () => {
    if (waiting === undefined || timer !== undefined || work !== undefined) return
    const begin = () => {
      work = pass().then(() => {
        work = undefined
        plan()
      })
    }
    timer = setTimeout(begin, Math.max(0, savedAt + intervalMs - performance.now()))
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
