import type { JobProgress } from '../../platform/queue/job-kind.ts'

/** Minimum time between two reports: a phase may count thousands of steps. */
const reportIntervalMs = 200

/**
 * Returns a function that reports overall progress for an unknown number of phases: each phase advances half
 * of the remaining fraction. Progress never decreases, and reaches 1 only at the end.
 */
export function followPhases(
  report: (progress: JobProgress) => void,
): (phase: string, fraction: number) => void {
  let current = ''
  let before = 0
  let fraction = 0
  let reportedAt = 0
  return (phase, share) => {
    const begins = phase !== current
    if (begins) before = fraction
    current = phase
    fraction = Math.max(fraction, before + ((1 - before) / 2) * Math.min(1, share))
    const now = Date.now()
    if (!begins && now - reportedAt < reportIntervalMs) return
    reportedAt = now
    report({ phase, fraction })
  }
}
