import { listRuns, type SweepRun } from './list-runs.ts'
import { nameWidth } from './name-width.ts'
import type { SweepConfig } from './sweep-config.ts'

/** Runs of one width that one process trains together. */
export interface RunGroup {
  /** Name: "w0064", or the run's name if the group is a single run. */
  readonly name: string
  readonly width: number
  readonly runs: readonly SweepRun[]
}

/** Properties of a device that determine the grouping of runs. */
export interface Device {
  readonly backend: string
  readonly gpu: boolean
}

/**
 * Groups the runs of a sweep by width if that is faster. A GPU trains all runs of a width at once; on a CPU each run
 * trains alone, so that its parameters stay in the cache and runs are spread over processes.
 */
export function planGroups(config: SweepConfig, { gpu }: Device): RunGroup[] {
  const runs = listRuns(config)
  return config.widths.flatMap((width): RunGroup[] => {
    const own = runs.filter((run) => run.width === width)
    if (gpu) return [{ name: nameWidth(width), width, runs: own }]
    return own.map((run) => ({ name: run.name, width, runs: [run] }))
  })
}
