import type { JobProgress } from './job-body.ts'

/** Not more often than this: a phase may count its steps in thousands. */
const milliseconds = 200

/**
 * One share of the work out of phases of which nobody knows how many will come: each takes half of what was left. So
 * it only grows, and is 1 only at the end.
 */
export function followPhases(
  report: (progress: JobProgress) => void,
): (phase: string, fraction: number) => void {
  let current = ''
  let before = 0
  let fraction = 0
  let told = 0
  return (phase, share) => {
    const begins = phase !== current
    if (begins) before = fraction
    current = phase
    fraction = Math.max(fraction, before + ((1 - before) / 2) * Math.min(1, share))
    const now = Date.now()
    if (!begins && now - told < milliseconds) return
    told = now
    report({ phase, fraction })
  }
}
