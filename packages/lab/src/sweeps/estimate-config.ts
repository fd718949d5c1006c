import { listRuns } from '@mitoscope/training'
import { LabError } from '../errors/lab-error.ts'
import { readConfig } from './read-config.ts'
import { estimateRun } from './run-priority.ts'

export interface SweepEstimate {
  readonly runs: number
  /** That one core of a usual processor takes for all of them. */
  readonly seconds: number
  /** Why these settings cannot be used; null when they can. */
  readonly problem: string | null
}

/** What settings would mean before they are started. */
export function estimateConfig(given: object): SweepEstimate {
  try {
    const config = readConfig(given)
    const runs = listRuns(config)
    const seconds = runs.reduce((sum, { width }) => sum + estimateRun(config, width), 0)
    return { runs: runs.length, seconds, problem: null }
  } catch (error) {
    if (error instanceof LabError) return { runs: 0, seconds: 0, problem: error.message }
    throw error
  }
}
