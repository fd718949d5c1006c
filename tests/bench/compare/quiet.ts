import { availableParallelism } from 'node:os'
import { readMachineSeconds, readOwnSeconds } from './machine-time.ts'

/** Highest load average over a minute at which results are written. */
export const highestLoad = 0.5
/** Highest share of the processors' time that others may take while a round is measured. */
export const highestShare = 0.05

/** Throws an Error on a machine with other work, unless the figures are only printed. */
export function assertQuiet(load: number, isPrinted: boolean): void {
  if (load <= highestLoad || isPrinted) return
  throw new Error(
    `This machine is in use: its load average is ${load.toFixed(2)}, and results are written at ${highestLoad} at most. ` +
      'Stop what else runs and wait a minute or two, or print figures that are not written: --print.',
  )
}

/** Share of the processors' time, 0 to 1, that processes outside this one's took while some work ran. */
export function shareOfOthers(spent: {
  seconds: number
  machine: number
  own: number
  cores: number
}): number {
  // Either clock counts in hundredths, so that nothing can come out a little below nothing.
  return Math.max(0, spent.machine - spent.own) / (spent.seconds * spent.cores)
}

export interface Watch {
  /** Measurements that were disturbed, and so taken again; with `keep`, those that were kept all the same. */
  disturbed: number
  /** Largest share of others in what was kept. */
  largestShare: number
  /** Runs some work until others take no more than their share meanwhile. Throws Disturbed after too many tries. */
  measure<T>(work: () => Promise<T>): Promise<T>
}

/** Other work that did not end: no figure can be had, whatever is measured. */
export class Disturbed extends Error {}

interface Clocks {
  readonly now: () => number
  readonly machine: () => number
  readonly own: () => number
  readonly cores: number
}

const clocksOfLinux: Clocks = {
  now: () => performance.now() / 1000,
  machine: readMachineSeconds,
  own: readOwnSeconds,
  cores: availableParallelism(),
}
const mostTries = 4

/** Watches what else takes the processors; with `keep`, disturbed measurements are counted and kept. */
export function watchOthers({ keep, clocks = clocksOfLinux }: { keep: boolean; clocks?: Clocks }): Watch {
  const read = () => ({ seconds: clocks.now(), machine: clocks.machine(), own: clocks.own() })
  return {
    disturbed: 0,
    largestShare: 0,
    async measure(work) {
      for (let tries = 1; ; tries++) {
        const from = read()
        const result = await work()
        const to = read()
        const share = shareOfOthers({
          seconds: to.seconds - from.seconds,
          machine: to.machine - from.machine,
          own: to.own - from.own,
          cores: clocks.cores,
        })
        const isDisturbed = share > highestShare
        if (isDisturbed) this.disturbed++
        if (!isDisturbed || keep) {
          this.largestShare = Math.max(this.largestShare, share)
          return result
        }
        const taken = `other processes took ${(100 * share).toFixed(0)} % of the processors' time`
        if (tries === mostTries)
          throw new Disturbed(
            `${mostTries} tries of a measurement were disturbed; in the last, ${taken}. Stop what else runs.`,
          )
        process.stderr.write(`  measured again: ${taken}\n`)
      }
    },
  }
}
