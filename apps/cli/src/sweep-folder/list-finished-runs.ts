import { join, resolve } from 'node:path'
import { listRuns, type SweepConfig } from '@mitoscope/training'
import { RemoteError } from '../remote/server-address.ts'
import { readRunRecord, type RunRecord } from './run-record.ts'
import { locateSweep } from './sweep-folder.ts'
import { readSweepRecord } from './sweep-record.ts'

export interface FinishedRun {
  readonly record: RunRecord
  /** Folder of the run. */
  readonly path: string
}

/** Returns true if the final loss of the run is not finite; JSON writes such numbers as null. */
export function hasDiverged({ record }: FinishedRun): boolean {
  const last = record.history.at(-1)
  return last !== undefined && !(Number.isFinite(last.trainLoss) && Number.isFinite(last.testLoss))
}

/**
 * Returns settings and finished runs of the sweep in a folder. Rejects with RemoteError if there is no sweep, or no
 * finished run.
 */
export async function listFinishedRuns(root: string): Promise<{ config: SweepConfig; runs: FinishedRun[] }> {
  const folder = locateSweep(resolve(root))
  const sweep = await readSweepRecord(folder)
  if (!sweep) throw new RemoteError(`${root} does not hold a sweep: name a folder of mitoscope sweep.`)
  const runs = []
  for (const { name } of listRuns(sweep.config)) {
    const record = await readRunRecord(folder, name)
    if (record) runs.push({ record, path: join(folder.runs, name) })
  }
  if (runs.length === 0)
    throw new RemoteError(`No run of the sweep in ${root} is finished: continue it with mitoscope sweep.`)
  return { config: sweep.config, runs }
}
