import type { JobProgress } from '../../platform/queue/job-kind.ts'

/** Milliseconds at the beginning of a phase that say nothing about its pace: kernels compile, memory is allocated. */
const warmUpMs = 1_000
/** Milliseconds of steps that a pace requires. */
const minElapsedMs = 5_000

/**
 * Creates a function that returns, for every report, the seconds left at the pace of the current phase; null
 * until the pace is known. `now` is a clock in milliseconds.
 */
export function createPaceEstimate(now: () => number = () => performance.now()) {
  let phase: string | undefined
  let began = { at: 0, fraction: 0 }
  /**
   * Start of the steps that count: after the first of the phase, which is slow, or was made by an earlier
   * attempt.
   */
  let counted: { readonly at: number; readonly fraction: number } | undefined
  return (progress: JobProgress): number | null => {
    const here = { at: now(), fraction: progress.fraction }
    // Reading data says nothing of how long the training takes.
    if (phase !== progress.phase) [phase, began, counted] = [progress.phase, here, undefined]
    if (counted === undefined) {
      if (here.fraction > began.fraction && here.at - began.at >= warmUpMs) counted = here
      return null
    }
    const [elapsed, done] = [here.at - counted.at, here.fraction - counted.fraction]
    if (elapsed < minElapsedMs || done <= 0) return null
    return (elapsed / 1_000 / done) * (1 - here.fraction)
  }
}
