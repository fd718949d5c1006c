import { estimateGroup, typicalRates, type RunGroup, type SweepConfig } from '@mitoscope/training'

/** Progress of a sweep. */
export interface SweepProgress {
  readonly phase: 'training' | 'finished'
  /** Finished share of the sweep's work, 0 … 1. */
  readonly fraction: number
  /** Estimated seconds until the end, at the speed so far; null before that can be estimated. */
  readonly secondsLeft: number | null
  readonly finishedRuns: number
  readonly totalRuns: number
  /** Groups in training with their current epochs. */
  readonly working: readonly { readonly group: string; readonly epoch: number }[]
}

/** Accumulates the progress of a sweep. */
export interface SweepTracker {
  /** Records the progress of a group. The first fraction reported by a continued group was done before. */
  advance(group: string, epoch: number, fraction: number): void
  finish(group: RunGroup): void
  report(): SweepProgress
}

/**
 * Sums the progress of the groups, each weighted by its estimated duration. `planned` are all groups of the sweep, and
 * `remaining` are the groups, or the rest of them, to be trained now.
 */
export function trackSweep(
  config: SweepConfig,
  planned: readonly RunGroup[],
  remaining: readonly RunGroup[],
): SweepTracker {
  const weigh = (groups: readonly RunGroup[]) =>
    groups.reduce((sum, group) => sum + estimateGroup(config, group, typicalRates), 0)
  const weights = new Map(remaining.map((group) => [group.name, weigh([group])]))
  const total = weigh(planned)
  const totalRuns = countRuns(planned)
  const working = new Map<string, { readonly epoch: number; readonly done: number }>()
  let finished = total - weigh(remaining)
  let finishedRuns = totalRuns - countRuns(remaining)
  let doneBefore = finished
  let began: number | undefined
  return {
    advance(group, epoch, fraction) {
      const done = fraction * weights.get(group)!
      if (!working.has(group)) doneBefore += done
      working.set(group, { epoch, done })
      began ??= performance.now()
    },
    finish(group) {
      working.delete(group.name)
      finished += weights.get(group.name)!
      finishedRuns += group.runs.length
    },
    report() {
      const done = [...working.values()].reduce((sum, group) => sum + group.done, finished)
      const elapsed = began === undefined ? 0 : (performance.now() - began) / 1_000
      const gained = done - doneBefore
      const telling = elapsed > 2 && gained > 0.002 * total
      return {
        phase: 'training',
        // A sum in another order may miss 0 by rounding.
        fraction: Math.min(1, Math.max(0, done / total)),
        secondsLeft: telling ? (elapsed * (total - done)) / gained : null,
        finishedRuns,
        totalRuns,
        working: [...working].map(([group, { epoch }]) => ({ group, epoch })),
      }
    },
  }
}

function countRuns(groups: readonly RunGroup[]): number {
  return groups.reduce((sum, { runs }) => sum + runs.length, 0)
}
