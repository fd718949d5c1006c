import type { JobProgress } from '../compute/job-body.ts'

/** Passes reports on: those that say only how far it is at most every `every` milliseconds, all others at once. */
export interface ProgressKeeper {
  report(progress: JobProgress): void
  /** Resolves when everything reported is kept. */
  settle(): Promise<void>
}

/** `keep` is called one report after the other; `fail` hears of its first rejection, after which nothing is kept. */
export function createProgressKeeper(
  every: number,
  keep: (progress: JobProgress) => Promise<void>,
  fail: (error: unknown) => void,
): ProgressKeeper {
  const estimate = createEstimate()
  let last: Promise<void> = Promise.resolve()
  let broken = false
  let keptAt = -Infinity
  let waiting: JobProgress | undefined
  let timer: NodeJS.Timeout | undefined

  const pass = (progress: JobProgress) => {
    clearTimeout(timer)
    timer = waiting = undefined
    keptAt = performance.now()
    last = last.then(async () => {
      if (broken) return
      try {
        await keep(progress)
      } catch (error) {
        broken = true
        fail(error)
      }
    })
  }
  return {
    report(given) {
      const progress = { ...given, secondsLeft: given.secondsLeft ?? estimate(given.fraction) }
      const { metrics, checkpoints, state, log } = progress
      const wait = keptAt + every - performance.now()
      if ((metrics ?? checkpoints ?? state ?? log) !== undefined || wait <= 0) return pass(progress)
      waiting = progress
      timer ??= setTimeout(() => waiting && pass(waiting), wait)
    },
    settle() {
      clearTimeout(timer)
      return last
    },
  }
}

const soonest = 1_000

/** Seconds left at the pace so far; null as long as that cannot be told. */
function createEstimate() {
  let first: { readonly at: number; readonly fraction: number } | undefined
  return (fraction: number): number | null => {
    const at = performance.now()
    first ??= { at, fraction }
    const done = fraction - first.fraction
    if (done <= 0 || at - first.at < soonest) return null
    return ((at - first.at) / 1_000 / done) * (1 - fraction)
  }
}
