import { listRuns } from '@mitoscope/training'
import { readConfig } from './read-config.ts'
import { estimateRun } from './run-priority.ts'

/** What settings would mean before they are started. Throws BAD_USER_INPUT as startSweep does. */
export function estimateConfig(given: object): { readonly runs: number; readonly seconds: number } {
  const config = readConfig(given)
  const runs = listRuns(config)
  return { runs: runs.length, seconds: runs.reduce((sum, { width }) => sum + estimateRun(config, width), 0) }
}
