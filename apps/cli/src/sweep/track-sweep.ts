import { estimateGroup, typicalRates, type RunGroup, type SweepConfig } from '@mitoscope/training'

/** Where a sweep is. */
export interface SweepProgress {
  readonly phase: 'training' | 'finished'
  /** Share of the sweep's work that is done, 0 … 1. */
  readonly fraction: number
  /** Seconds until the end at the speed so far; null as long as that cannot be told. */
  readonly secondsLeft: number | null
  readonly finishedRuns: number
  readonly totalRuns: number
  /** Groups in training with the epoch they are in. */
  readonly working: readonly { readonly group: string; readonly epoch: number }[]
}

/** What follows a sweep's progress. */
export interface SweepTracker {
  /** A group has come that far; what a continued group reports first was done before. */
  advance(group: string, epoch: number, fraction: number): void
  finish(group: RunGroup): void
  report(): SweepProgress
}

/**
 * Adds the progress of the groups up, each weighted by the time it is expected to take. `planned` are all groups of
 * the sweep, `remaining` those, or what is left of them, that are to be trained now.
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
        // Sums in another order may miss 0 by a rounding.
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
